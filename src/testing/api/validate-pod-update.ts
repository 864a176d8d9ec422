import { type Cause, invalid } from '../model/errors.js';
import { equals } from '../model/json.js';
import type { ContainerObject, PodObject } from '../model/objects.js';
import { invalidValue } from './validate-metadata.js';
import { longestDeadline, validatePod } from './validate-pod.js';

type Spec = PodObject['spec'];

const immutable =
  'pod updates may not change fields other than `spec.containers[*].image`,' +
  '`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to ' +
  'existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was ' +
  'previously negative)\n';

/**
 * Throws the 422 of an update that makes no good Pod, or changes what does not change.
 *
 * Source: kubernetes v1.37 pkg/apis/core/validation/validation.go ValidatePodUpdate
 */
export function requirePodUpdate(current: PodObject, wanted: PodObject, minor: number): void {
  const causes = [
    ...checkIdentity(current, wanted),
    ...validatePod(wanted, minor),
    ...checkUpdate(current.spec, wanted.spec),
  ];
  // what two functions find alike is told once
  const different = new Map(causes.map((cause) => [`${cause.field}: ${cause.message}`, cause]));
  if (causes.length > 0) throw invalid('Pod', current.metadata.name, [...different.values()]);
}

/** Source: kubernetes v1.37 apimachinery pkg/api/validation/objectmeta.go ValidateObjectMetaAccessorUpdate */
function checkIdentity({ metadata: old }: PodObject, { metadata: { uid, ...rest } }: PodObject): Cause[] {
  const had = (old['finalizers'] ?? []) as readonly string[];
  const added = ((rest['finalizers'] ?? []) as readonly string[]).filter((name) => !had.includes(name));
  const list = added.map((name) => JSON.stringify(name)).join(', ');
  return [
    ...(old.deletionTimestamp === undefined || added.length === 0
      ? []
      : [
          forbidden(
            'metadata.finalizers',
            `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`,
          ),
        ]),
    ...(uid === undefined || uid === '' || uid === old.uid
      ? []
      : [invalidValue('metadata.uid', uid, 'field is immutable')]),
  ];
}

function checkUpdate(old: Spec, wanted: Spec): Cause[] {
  const causes: Cause[] = [];
  for (const field of ['containers', 'initContainers'] as const) {
    const list = wanted[field] ?? [];
    if (list.length !== (old[field] ?? []).length) {
      return [...causes, forbidden(`spec.${field}`, 'pod updates may not add or remove containers')];
    }
    causes.push(
      ...list.flatMap(({ image = '' }, index) => checkImage(image, `spec.${field}[${index}].image`)),
    );
  }
  const deadline = checkDeadline(old['activeDeadlineSeconds'], wanted['activeDeadlineSeconds']);
  // one that is set and will not do is the last thing that is told
  if (deadline.length > 0 && wanted['activeDeadlineSeconds'] !== undefined) return [...causes, ...deadline];
  return [
    ...causes,
    ...deadline,
    ...checkTolerations(listOf(old['tolerations']), listOf(wanted['tolerations'])),
    ...checkGates(listOf(old['schedulingGates']), listOf(wanted['schedulingGates'])),
    ...(equals(withoutChangeable(wanted, old), withoutChangeable(old, old))
      ? []
      : [forbidden('spec', immutable)]),
  ];
}

function checkImage(image: string, field: string): Cause[] {
  if (image === '') return [{ reason: 'FieldValueRequired', message: 'Required value', field }];
  return image.trim() === image
    ? []
    : [invalidValue(field, image, 'must not have leading or trailing whitespace')];
}

function checkDeadline(old: unknown, wanted: unknown): Cause[] {
  const field = 'spec.activeDeadlineSeconds';
  if (wanted === undefined) {
    if (old === undefined) return [];
    return [invalidValue(field, null, 'must not update from a positive integer to nil value')];
  }
  const seconds = Number(wanted);
  if (seconds < 0 || seconds > longestDeadline) {
    return [invalidValue(field, seconds, `must be between 0 and ${longestDeadline}, inclusive`)];
  }
  if (old === undefined || Number(old) >= seconds) return [];
  return [invalidValue(field, seconds, 'must be less than or equal to previous value')];
}

function checkTolerations(old: readonly object[], wanted: readonly object[]): Cause[] {
  const withoutTime = (toleration: object): object => ({ ...toleration, tolerationSeconds: null });
  const isKept = (toleration: object): boolean =>
    wanted.some((candidate) => equals(withoutTime(candidate), withoutTime(toleration)));
  if (old.every(isKept)) return [];
  return [
    forbidden('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds'),
  ];
}

function checkGates(old: readonly object[], wanted: readonly object[]): Cause[] {
  const nameOf = (gate: object): string => String((gate as { name?: string }).name);
  const had = old.map(nameOf);
  return wanted.flatMap((gate, index) =>
    had.includes(nameOf(gate))
      ? []
      : [
          forbidden(
            `spec.schedulingGates[${index}].name`,
            `only deletion is allowed, but found new scheduling gate '${nameOf(gate)}'`,
          ),
        ],
  );
}

/** A spec without what an update may change, and what has been judged already. */
function withoutChangeable(spec: Spec, old: Spec): object {
  const strip = (list: ContainerObject[] | undefined): object[] =>
    (list ?? []).map(({ image: _image, ...rest }) => rest);
  const {
    activeDeadlineSeconds: _deadline,
    tolerations: _tolerations,
    schedulingGates: _gates,
    ...rest
  } = spec;
  const grace = old['terminationGracePeriodSeconds'];
  const isMended = Number(grace) < 0 && rest['terminationGracePeriodSeconds'] === 1;
  return {
    ...rest,
    containers: strip(spec.containers),
    initContainers: strip(spec.initContainers),
    ...(isMended ? { terminationGracePeriodSeconds: grace } : {}),
  };
}

function listOf(value: unknown): readonly object[] {
  return Array.isArray(value) ? value : [];
}

function forbidden(field: string, detail: string): Cause {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${detail}`, field };
}
