import { exemptUserNamespace, type SecurityCheck, type Violation } from '../check.js';
import type { PodView } from '../pod-view.js';
import { nameSetters } from '../words.js';

function checkPod(pod: PodView): Violation | undefined {
  const bad = pod.containers.filter((container) => container.securityContext['runAsUser'] === 0);
  const setters = nameSetters(pod.securityContext['runAsUser'] === 0, bad);
  if (setters.length === 0) return undefined;
  return { reason: 'runAsUser=0', detail: `${setters.join(' and ')} must not set runAsUser=0` };
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_runAsUser.go */
export const runAsUser: SecurityCheck = {
  id: 'runAsUser',
  level: 'restricted',
  revisions: [
    { since: 23, checkPod },
    { since: 35, checkPod: /*@__PURE__*/ exemptUserNamespace(checkPod) },
  ],
};
