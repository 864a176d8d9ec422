import { exemptWindows, type SecurityCheck, type Violation } from '../check.js';
import type { PodView } from '../pod-view.js';
import { nameContainers } from '../words.js';
import { checkSeccompProfile, seccompProfileType } from './seccomp-profile-baseline.js';

function checkPod(pod: PodView): Violation | undefined {
  const explicit = checkSeccompProfile(pod);
  if (explicit !== undefined || seccompProfileType(pod.securityContext) !== undefined) return explicit;
  const unset = pod.containers.filter(
    (container) => seccompProfileType(container.securityContext) === undefined,
  );
  if (unset.length === 0) return undefined;
  const who = `pod or ${nameContainers(unset)}`;
  return {
    reason: 'seccompProfile',
    detail: `${who} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
  };
}

const overrides = ['seccompProfile_baseline'];

/** Source: kubernetes v1.37 pod-security-admission policy/check_seccompProfile_restricted.go */
export const seccompProfileRestricted: SecurityCheck = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  revisions: [
    { since: 19, checkPod, overrides },
    { since: 25, checkPod: /*@__PURE__*/ exemptWindows(checkPod), overrides },
  ],
};
