import type { Check, Finding } from '../check.js';
import type { PodView } from '../pod-view.js';
import { nameContainers } from '../words.js';

function judge(pod: PodView): Finding | undefined {
  const bad = pod.containers.filter((container) => container.securityContext['privileged'] === true);
  if (bad.length === 0) return undefined;
  return {
    reason: 'privileged',
    detail: `${nameContainers(bad)} must not set securityContext.privileged=true`,
  };
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_privileged.go */
export const privileged: Check = {
  id: 'privileged',
  level: 'baseline',
  revisions: [{ since: 0, judge }],
};
