import { goQuote } from '../../core/go-text.js';
import type { JsonObject } from '../../core/json.js';
import type { SecurityCheck, Violation } from '../check.js';
import { object, type PodView, text } from '../pod-view.js';
import { joinQuoted, nameSetters, plural, sorted } from '../words.js';

const annotationPrefix = 'container.apparmor.security.beta.kubernetes.io/';
const allowed: readonly unknown[] = ['RuntimeDefault', 'Localhost'];

function checkPod(pod: PodView): Violation | undefined {
  const ofPod = forbiddenType(pod.securityContext);
  const bad = pod.containers.filter((container) => forbiddenType(container.securityContext) !== undefined);
  const annotations = forbiddenAnnotations(pod.annotations);
  const setters = nameSetters(ofPod !== undefined, bad);
  if (annotations.length > 0) setters.push(plural(annotations.length, 'annotation'));
  if (setters.length === 0) return undefined;
  const types = [ofPod, ...bad.map((container) => forbiddenType(container.securityContext))];
  const values = [...sorted(types.filter((type) => type !== undefined)), ...annotations];
  return {
    reason: plural(values.length, 'forbidden AppArmor profile'),
    detail: `${setters.join(' and ')} must not set AppArmor profile type to ${joinQuoted(values)}`,
  };
}

function forbiddenType(securityContext: JsonObject): string | undefined {
  const profile = object(securityContext['appArmorProfile']);
  return profile === undefined || allowed.includes(profile['type']) ? undefined : text(profile['type']);
}

function forbiddenAnnotations(annotations: JsonObject): string[] {
  const bad = Object.entries(annotations).filter(
    ([key, value]) => key.startsWith(annotationPrefix) && typeof value === 'string' && !isAllowed(value),
  );
  return sorted(bad.map(([key, value]) => `${key}=${goQuote(text(value))}`));
}

function isAllowed(profile: string): boolean {
  return profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/');
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_appArmorProfile.go */
export const appArmorProfile: SecurityCheck = {
  id: 'appArmorProfile',
  level: 'baseline',
  revisions: [{ since: 0, checkPod }],
};
