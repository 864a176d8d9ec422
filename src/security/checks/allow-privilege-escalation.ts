import { type Check, exemptWindows, type Finding } from '../check.js';
import type { PodView } from '../pod-view.js';
import { nameContainers } from '../words.js';

function judge(pod: PodView): Finding | undefined {
  const bad = pod.containers.filter(
    (container) => container.securityContext['allowPrivilegeEscalation'] !== false,
  );
  if (bad.length === 0) return undefined;
  return {
    reason: 'allowPrivilegeEscalation != false',
    detail: `${nameContainers(bad)} must set securityContext.allowPrivilegeEscalation=false`,
  };
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_allowPrivilegeEscalation.go */
export const allowPrivilegeEscalation: Check = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  revisions: [
    { since: 8, judge },
    { since: 25, judge: /*@__PURE__*/ exemptWindows(judge) },
  ],
};
