import type { StatusCause } from '../../core/cause.js';
import type { Path } from '../../core/path.js';
import type { Pod } from '../../core/pod.js';
import type { ValidationResult } from '../../core/result.js';
import type { Subject } from './find-subjects.js';
import type { JsonObject } from './kinds.js';
import { findShapeProblem } from './pod-shape.js';

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export interface JudgeOptions {
  readonly pod?: Pod;
  readonly fieldValidation: FieldValidation;
}

/** The two functions of the library that a verdict comes from, bound to a minor. */
export interface Judge {
  container(value: unknown, options: JudgeOptions): ValidationResult<unknown>;
  list(value: unknown, options: JudgeOptions): ValidationResult<unknown>;
}

/** A cause, and the keys that lead to the part at fault from the start of the document. */
export interface LocatedCause {
  readonly cause: StatusCause;
  readonly at: Path;
}

/** What the API server would say of a subject; `refused` where it cannot be asked. */
export type Verdict =
  | {
      readonly kind: 'valid' | 'invalid';
      /** What was judged: `container "debugger"`. */
      readonly what: string;
      readonly podName: string;
      readonly causes: readonly LocatedCause[];
      readonly warnings: readonly string[];
      readonly at: Path;
    }
  | { readonly kind: 'refused'; readonly why: string; readonly at: Path };

/** Judges one subject: against the Pod of `--pod` where there is one, else against its own. */
export function judgeSubject(subject: Subject, judge: Judge, options: JudgeOptions): Verdict {
  const podName = options.pod?.metadata?.name ?? '';
  switch (subject.kind) {
    case 'refused':
      return subject;
    case 'container': {
      const name =
        typeof subject.value['name'] === 'string' ? ` ${JSON.stringify(subject.value['name'])}` : '';
      return verdict(`container${name}`, podName, judge.container(subject.value, options), subject.at);
    }
    case 'list':
      return verdict(counted(subject.value), podName, judge.list(subject.value, options), subject.at);
    case 'pod':
      return judgePod(subject.value, subject.at, judge, options);
  }
}

function judgePod(value: JsonObject, at: Path, judge: Judge, options: JudgeOptions): Verdict {
  const problem = findShapeProblem(value);
  if (problem !== undefined) return { kind: 'refused', why: problem.why, at: [...at, ...problem.at] };
  const pod = value as Pod;
  const podName = pod.metadata?.name ?? '';
  const given = options.pod?.metadata?.name;
  if (given !== undefined && podName !== '' && given !== podName) {
    return {
      kind: 'refused',
      why: `is the Pod ${podName}, and --pod is ${given}; pass one file of each, or leave --pod out`,
      at,
    };
  }
  const list = pod.spec?.ephemeralContainers ?? [];
  const what = `Pod${podName === '' ? '' : ` ${JSON.stringify(podName)}`} with ${counted(list)}`;
  const listAt = [...at, 'spec', 'ephemeralContainers'];
  const creates = options.pod === undefined && !isLive(pod);
  const context = options.pod ?? (creates ? withoutEphemeralContainers(pod) : pod);
  const judged = verdict(what, podName, judge.list(list, { ...options, pod: context }), at, listAt);
  if (judged.kind === 'refused' || !creates || list.length === 0) return judged;
  return { ...judged, kind: 'invalid', causes: [...judged.causes, { cause: setOnCreate, at: listAt }] };
}

function verdict(
  what: string,
  podName: string,
  result: ValidationResult<unknown>,
  at: Path,
  from = at,
): Verdict {
  const causes = result.ok ? [] : result.causes.map((cause) => ({ cause, at: [...from, ...cause.path] }));
  return { kind: result.ok ? 'valid' : 'invalid', what, podName, causes, warnings: result.warnings, at };
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

/** The Pod as it can be created, for its containers to be judged as additions to it. */
function withoutEphemeralContainers(pod: Pod): Pod {
  const { ephemeralContainers: _, ...spec } = pod.spec ?? {};
  return { ...pod, spec };
}

function counted(list: readonly unknown[]): string {
  if (list.length === 0) return 'no ephemeral containers';
  return list.length === 1 ? '1 ephemeral container' : `${list.length} ephemeral containers`;
}
