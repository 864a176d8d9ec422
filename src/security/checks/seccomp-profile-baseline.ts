import type { JsonObject } from '../../core/json.js';
import type { SecurityCheck, Violation } from '../check.js';
import { object, type PodView, text } from '../pod-view.js';
import { joinQuoted, nameSetters, sorted } from '../words.js';
import { checkAnnotations } from './seccomp-annotations.js';

/** Shared with the restricted level, which wants a profile besides. */
export function checkSeccompProfile(pod: PodView): Violation | undefined {
  const ofPod = seccompProfileType(pod.securityContext);
  const bad = pod.containers.filter((container) => isBad(seccompProfileType(container.securityContext)));
  const setters = nameSetters(isBad(ofPod), bad);
  if (setters.length === 0) return undefined;
  const types = [ofPod, ...bad.map((container) => seccompProfileType(container.securityContext))].filter(
    isBad,
  );
  const values = joinQuoted(sorted(types));
  return {
    reason: 'seccompProfile',
    detail: `${setters.join(' and ')} must not set securityContext.seccompProfile.type to ${values}`,
  };
}

function isBad(type: string | undefined): type is string {
  return type !== undefined && type !== 'RuntimeDefault' && type !== 'Localhost';
}

/** The type of the profile that is set, empty where it has none. */
export function seccompProfileType(securityContext: JsonObject): string | undefined {
  const profile = object(securityContext['seccompProfile']);
  return profile === undefined ? undefined : text(profile['type']);
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_seccompProfile_baseline.go */
export const seccompProfileBaseline: SecurityCheck = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  revisions: [
    { since: 0, checkPod: checkAnnotations },
    { since: 19, checkPod: checkSeccompProfile },
  ],
};
