import { mergeCustom } from '../build/debug/merge-custom.js';
import type { StatusCause } from '../core/cause.js';
import { isObject, type JsonObject } from '../core/json.js';
import type { Path } from '../core/path.js';
import type { Pod } from '../core/pod.js';
import type { ValidationResult } from '../core/result.js';
import type { FieldValidation } from '../validate/options.js';
import { findPodProblem } from './find-pod-problem.js';
import type { Refused, Subject } from './find-subjects.js';

/** What a text is validated with. */
export interface ContextOptions {
  readonly pod?: Pod | undefined;
  readonly fieldValidation?: FieldValidation | undefined;
  readonly allowPrivileged?: boolean | undefined;
}

/** The two functions of the library that a verdict comes from, bound to a minor. */
export interface Validator {
  container(value: unknown, options: ContextOptions): ValidationResult<unknown>;
  list(value: unknown, options: ContextOptions): ValidationResult<unknown>;
}

/** A cause, and the keys that lead to the part at fault from the start of the document. */
export interface PlacedCause {
  readonly cause: StatusCause;
  readonly at: Path;
}

/** What the API server would say of a subject, before it is known where that stands in the text. */
export interface SubjectVerdict {
  readonly kind: 'valid' | 'invalid';
  /** What was validated: `container "debugger"`. */
  readonly what: string;
  readonly podName: string;
  readonly causes: readonly PlacedCause[];
  readonly warnings: readonly string[];
  readonly at: Path;
  /** Where the containers are, as `toPath` finds what a field names. */
  readonly containers: ContainerPaths;
}

/** Leads from the container at an index of the validated list to that in the document. */
export type ContainerPaths = (index: number) => Path;

/** Validates one subject: against the Pod in the options where there is one, else against its own. */
export function validateSubject(
  subject: Subject,
  validator: Validator,
  options: ContextOptions,
): SubjectVerdict | Refused {
  const { at } = subject;
  const podName = options.pod?.metadata?.name ?? '';
  switch (subject.kind) {
    case 'skipped':
    case 'unreadable':
      return subject;
    case 'container': {
      const { name } = subject.value;
      const what = typeof name === 'string' ? `container ${JSON.stringify(name)}` : 'container';
      const result = validator.container(subject.value, options);
      return { ...toVerdict(result, (path) => [...at, ...path]), what, podName, at, containers: () => at };
    }
    case 'list': {
      const result = validator.list(subject.value, options);
      const what = count(subject.value);
      const containers: ContainerPaths = (index) => [...at, index];
      return { ...toVerdict(result, (path) => [...at, ...path]), what, podName, at, containers };
    }
    case 'patch':
      return { ...validatePatch(subject.value, at, validator, options), podName };
    case 'pod':
      return validatePod(subject.value, at, validator, options);
  }
}

function toVerdict(result: ValidationResult<unknown>, toDocument: (path: Path) => Path) {
  const causes = result.ok ? [] : result.causes.map((cause) => ({ cause, at: toDocument(cause.path) }));
  return { kind: result.ok ? 'valid' : 'invalid', causes, warnings: result.warnings } as const;
}

/** Validates the list that a strategic merge patch makes of the one in the Pod. */
function validatePatch(
  patch: readonly unknown[],
  at: Path,
  validator: Validator,
  options: ContextOptions,
): Omit<SubjectVerdict, 'podName'> {
  const list: unknown[] = [...(options.pod?.spec?.ephemeralContainers ?? [])];
  const sources = new Map<number, number>();
  for (const [source, item] of patch.entries()) {
    const name = isObject(item) ? item['name'] : undefined;
    const found = list.findIndex((existing) => isObject(existing) && existing['name'] === name);
    const existing = found < 0 || sources.has(found) ? undefined : list[found];
    const index = existing === undefined ? list.length : found;
    list[index] = isObject(existing) && isObject(item) ? mergeCustom(existing, item) : item;
    sources.set(index, source);
  }
  const listAt = [...at, 'spec', 'ephemeralContainers'];
  const containers: ContainerPaths = (index) => {
    const source = sources.get(index);
    return source === undefined ? listAt : [...listAt, source];
  };
  const toDocument = ([index, ...path]: Path): Path =>
    typeof index === 'number' ? [...containers(index), ...path] : listAt;
  const what = `a patch with ${count(patch)}`;
  return { ...toVerdict(validator.list(list, options), toDocument), what, at, containers };
}

function validatePod(
  value: JsonObject,
  at: Path,
  validator: Validator,
  options: ContextOptions,
): SubjectVerdict | Refused {
  const problem = findPodProblem(value);
  if (problem !== undefined) return { kind: 'unreadable', why: problem.why, at: [...at, ...problem.at] };
  const pod = value as Pod;
  const podName = pod.metadata?.name ?? '';
  const given = options.pod?.metadata?.name;
  if (given !== undefined && podName !== '' && given !== podName) {
    const why = `is the Pod ${podName}, but to be validated against the Pod ${given}; pass files of the same Pod, or this one alone`;
    return { kind: 'unreadable', why, at };
  }
  const list = pod.spec?.ephemeralContainers ?? [];
  const what = `Pod${podName === '' ? '' : ` ${JSON.stringify(podName)}`} with ${count(list)}`;
  const listAt = [...at, 'spec', 'ephemeralContainers'];
  const containers: ContainerPaths = (index) => [...listAt, index];
  const base = { what, podName, at, containers } as const;
  // a Pod by itself, to which nothing is added
  if (options.pod === undefined && list.length === 0)
    return { ...base, kind: 'valid', causes: [], warnings: [] };
  const isCreate = options.pod === undefined && !isLive(pod);
  const context = options.pod ?? (isCreate ? withoutEphemeralContainers(pod) : pod);
  const result = validator.list(list, { ...options, pod: context });
  const verdict = { ...base, ...toVerdict(result, (path) => [...listAt, ...path]) };
  if (!isCreate) return verdict;
  return { ...verdict, kind: 'invalid', causes: [...verdict.causes, { cause: setOnCreate, at: listAt }] };
}

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidatePodCreate */
const setOnCreate: StatusCause = {
  reason: 'FieldValueForbidden',
  field: 'spec.ephemeralContainers',
  message: 'Forbidden: cannot be set on create',
  rule: 'set-on-create',
  path: [],
  hint: 'create the Pod without them, then add them to the running Pod: ephemeral-containers add POD',
};

/** A Pod that came from a cluster; anything else is a manifest that has yet to be created. */
function isLive(pod: Pod): boolean {
  const { metadata, status } = pod;
  return (metadata?.uid ?? metadata?.resourceVersion ?? status) !== undefined;
}

/** The Pod as it can be created, for its containers to be validated as additions to it. */
function withoutEphemeralContainers(pod: Pod): Pod {
  const { ephemeralContainers: _, ...spec } = pod.spec ?? {};
  return { ...pod, spec };
}

function count(list: readonly unknown[]): string {
  if (list.length === 0) return 'no ephemeral containers';
  return list.length === 1 ? '1 ephemeral container' : `${list.length} ephemeral containers`;
}
