import type { SecurityCheck, Violation } from '../check.js';
import type { PodView } from '../pod-view.js';
import { nameContainers } from '../words.js';

function checkPod(pod: PodView): Violation | undefined {
  const bad = pod.containers.filter((container) => container.securityContext['privileged'] === true);
  if (bad.length === 0) return undefined;
  return {
    reason: 'privileged',
    detail: `${nameContainers(bad)} must not set securityContext.privileged=true`,
  };
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_privileged.go */
export const privileged: SecurityCheck = {
  id: 'privileged',
  level: 'baseline',
  revisions: [{ since: 0, checkPod }],
};
