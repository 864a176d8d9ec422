import { evaluatePodSecurity } from '../../security/index.js';
import { invalid } from '../model/errors.js';
import type { ApiObject, PodObject } from '../model/objects.js';
import type { ServerContext } from './context.js';
import { isLevel, isVersion, type Labels, label, readEnforcePolicy } from './pod-security.js';
import type { RequestScope } from './request-scope.js';
import { invalidValue } from './validate-metadata.js';

/**
 * Throws the 422 of Pod Security labels that say nothing; where the enforced level becomes stricter,
 * warns of the Pods there are that violate it.
 *
 * Source: kubernetes v1.37 pod-security-admission admission/admission.go ValidateNamespace
 */
export function validateNamespace(
  context: ServerContext,
  scope: RequestScope,
  current: ApiObject | undefined,
  wanted: ApiObject,
): void {
  const { name, labels = {} } = wanted.metadata;
  const problems = findProblems(labels);
  const before = current?.metadata.labels ?? {};
  if (problems.length > 0 && JSON.stringify(problems) !== JSON.stringify(findProblems(before))) {
    throw invalid('Namespace', name, problems);
  }
  if (current === undefined) return;
  const [old, enforced] = [readEnforcePolicy(before), readEnforcePolicy(labels)];
  const isStricter = strictness.indexOf(enforced.level) > strictness.indexOf(old.level);
  if (enforced.level === 'privileged' || (old.version === enforced.version && !isStricter)) return;
  const warnings = describeViolations(context.store.list('pods', name) as PodObject[], enforced);
  if (warnings.length === 0) return;
  const policy = `${enforced.level}:${enforced.version}`;
  scope.warn(`existing pods in namespace "${name}" violate the new PodSecurity enforce level "${policy}"`);
  for (const warning of warnings) scope.warn(warning);
}

const strictness = ['privileged', 'baseline', 'restricted'];

/** Source: kubernetes v1.37 pod-security-admission api/helpers.go PolicyToEvaluate */
function findProblems(labels: Labels): ReturnType<typeof invalidValue>[] {
  return ['enforce', 'audit', 'warn'].flatMap((mode) => {
    const [level, version] = [`${label}/${mode}`, `${label}/${mode}-version`];
    const [given, as] = [labels[level], labels[version]];
    return [
      ...(given === undefined || isLevel(given)
        ? []
        : [invalidValue(`metadata.labels[${level}]`, given, `must be one of ${strictness.join(', ')}`)]),
      ...(as === undefined || isVersion(as)
        ? []
        : [invalidValue(`metadata.labels[${version}]`, as, 'must be "latest" or "v1.x"')]),
    ];
  });
}

/** Source: kubernetes v1.37 pod-security-admission admission/admission.go EvaluatePodsInNamespace */
function describeViolations(
  pods: readonly PodObject[],
  policy: ReturnType<typeof readEnforcePolicy>,
): string[] {
  const names = new Map<string, string[]>();
  for (const pod of pods) {
    const { allowed, violations } = evaluatePodSecurity(pod, policy);
    const reasons = violations.map(({ reason }) => reason).join(', ');
    if (!allowed) names.set(reasons, [...(names.get(reasons) ?? []), pod.metadata.name]);
  }
  const more = (count: number): string => {
    if (count === 0) return '';
    return ` (and ${count} other pod${count === 1 ? '' : 's'})`;
  };
  return [...names]
    .map(([reasons, [first, ...others]]) => `${first}${more(others.length)}: ${reasons}`)
    .sort();
}
