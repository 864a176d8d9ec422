import { explainDnsLabel } from '../../core/dns-names.js';
import { type Cause, invalid } from '../model/errors.js';
import { equals } from '../model/json.js';
import type { PodObject } from '../model/objects.js';
import { invalidValue, validateMetadata } from './validate-metadata.js';

/** Throws the 422 of what no Pod may be without. Most of a Pod is taken as it is. */
export function requirePod(pod: PodObject, minor: number): void {
  requireNone(pod, [...validateMetadata(pod.metadata, minor), ...validateContainers(pod, minor)]);
}

/**
 * Throws the 422 of an update that makes no good Pod, or changes what does not change.
 *
 * Source: kubernetes v1.37 pkg/apis/core/validation/validation.go ValidatePodUpdate
 */
export function requirePodUpdate(current: PodObject, wanted: PodObject, minor: number): void {
  const { uid = '' } = wanted.metadata;
  const isOther = uid !== '' && uid !== current.metadata.uid;
  requireNone(current, [
    ...(isOther ? [invalidValue('metadata.uid', uid, 'field is immutable')] : []),
    ...validateMetadata(wanted.metadata, minor),
    ...validateContainers(wanted, minor),
    ...validateSpecUpdate(current.spec, wanted.spec),
  ]);
}

function requireNone({ metadata }: PodObject, causes: readonly Cause[]): void {
  if (causes.length > 0) throw invalid('Pod', metadata.name, causes);
}

function validateContainers({ spec }: PodObject, minor: number): Cause[] {
  const { containers, initContainers = [] } = spec;
  const causes = containers.length === 0 ? [required('spec.containers')] : [];
  const names = new Set<string>();
  for (const [field, list] of Object.entries({ containers, initContainers })) {
    for (const [index, { name = '', image = '' }] of list.entries()) {
      const where = `spec.${field}[${index}]`;
      const problems = name === '' ? [] : explainDnsLabel(name, minor);
      causes.push(
        ...(name === '' ? [required(`${where}.name`)] : []),
        ...problems.map((problem) => invalidValue(`${where}.name`, name, problem)),
        ...(names.has(name) ? [duplicate(`${where}.name`, name)] : []),
        ...(image === '' ? [required(`${where}.image`)] : []),
      );
      names.add(name);
    }
  }
  return causes;
}

type Spec = PodObject['spec'];

const immutable =
  'pod updates may not change fields other than `spec.containers[*].image`,' +
  '`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to ' +
  'existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was ' +
  'previously negative)\n';

function validateSpecUpdate(old: Spec, wanted: Spec): Cause[] {
  for (const field of ['containers', 'initContainers'] as const) {
    if (wanted[field]?.length !== old[field]?.length) {
      return [forbidden(`spec.${field}`, 'pod updates may not add or remove containers')];
    }
  }
  return equals(withoutChangeable(old), withoutChangeable(wanted)) ? [] : [forbidden('spec', immutable)];
}

/** A spec without what an update may change; how far it may change that is not looked at. */
function withoutChangeable({ activeDeadlineSeconds: _deadline, tolerations: _more, ...spec }: Spec): object {
  const strip = (list: Spec['containers'] = []): object[] => list.map(({ image: _image, ...rest }) => rest);
  return { ...spec, containers: strip(spec.containers), initContainers: strip(spec.initContainers) };
}

function required(field: string): Cause {
  return { reason: 'FieldValueRequired', message: 'Required value', field };
}

function duplicate(field: string, value: string): Cause {
  return { reason: 'FieldValueDuplicate', message: `Duplicate value: ${JSON.stringify(value)}`, field };
}

function forbidden(field: string, detail: string): Cause {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${detail}`, field };
}
