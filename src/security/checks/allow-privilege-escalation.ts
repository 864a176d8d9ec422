import { exemptWindows, type SecurityCheck, type Violation } from '../check.js';
import type { PodView } from '../pod-view.js';
import { nameContainers } from '../words.js';

function checkPod(pod: PodView): Violation | undefined {
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
export const allowPrivilegeEscalation: SecurityCheck = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  revisions: [
    { since: 8, checkPod },
    { since: 25, checkPod: /*@__PURE__*/ exemptWindows(checkPod) },
  ],
};
