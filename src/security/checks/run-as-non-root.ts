import { exemptUserNamespace, type SecurityCheck, type Violation } from '../check.js';
import type { PodView } from '../pod-view.js';
import { nameContainers, nameSetters } from '../words.js';

const reason = 'runAsNonRoot != true';

function checkPod(pod: PodView): Violation | undefined {
  const ofPod = pod.securityContext['runAsNonRoot'];
  const explicit = pod.containers.filter((container) => container.securityContext['runAsNonRoot'] === false);
  const setters = nameSetters(ofPod === false, explicit);
  if (setters.length > 0) {
    return { reason, detail: `${setters.join(' and ')} must not set securityContext.runAsNonRoot=false` };
  }
  const unset = pod.containers.filter((container) => container.securityContext['runAsNonRoot'] !== true);
  if (ofPod === true || unset.length === 0) return undefined;
  return { reason, detail: `pod or ${nameContainers(unset)} must set securityContext.runAsNonRoot=true` };
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_runAsNonRoot.go */
export const runAsNonRoot: SecurityCheck = {
  id: 'runAsNonRoot',
  level: 'restricted',
  revisions: [
    { since: 0, checkPod },
    { since: 35, checkPod: /*@__PURE__*/ exemptUserNamespace(checkPod) },
  ],
};
