import { goQuote } from '../../core/go-text.js';
import type { Violation } from '../check.js';
import type { PodView } from '../pod-view.js';
import { plural, sorted } from '../words.js';

/**
 * What seccomp was before it had fields.
 *
 * Source: kubernetes v1.37 pod-security-admission policy/check_seccompProfile_baseline.go
 * seccompProfileBaseline_1_0
 */
export function checkAnnotations(pod: PodView): Violation | undefined {
  const keys = [
    'seccomp.security.alpha.kubernetes.io/pod',
    ...pod.containers.map(({ name }) => `container.seccomp.security.alpha.kubernetes.io/${name}`),
  ];
  const bad = keys.flatMap((key) => {
    const given = pod.annotations[key];
    const value = given === null ? '' : given; // as Go decodes it
    return typeof value === 'string' && !isAllowed(value) ? [`${key}=${goQuote(value)}`] : [];
  });
  if (bad.length === 0) return undefined;
  const forbidden = sorted(bad);
  return {
    reason: 'seccompProfile',
    detail: `forbidden ${plural(forbidden.length, 'annotation')} ${forbidden.join(', ')}`,
  };
}

function isAllowed(value: string): boolean {
  return value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/');
}
