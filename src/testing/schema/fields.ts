import { type PodField, type PodType, podTypes } from '../../../generated/pod-types.js';
import { reviewTypes } from './review-types.js';

export type { PodField };

function typeOf(name: string): PodType | undefined {
  return podTypes[name] ?? reviewTypes[name];
}

/** A field of a type, if the minor knows it. */
export function findField(
  type: string,
  name: string,
  minor = Number.POSITIVE_INFINITY,
): PodField | undefined {
  const fields = typeOf(type)?.fields ?? {};
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field === undefined || (field.since ?? 0) > minor) return undefined;
  return (field.until ?? minor) < minor ? undefined : field;
}

/** Whether values of this type have fields of their own. */
export function isStruct(type: string): boolean {
  return typeOf(type) !== undefined;
}

/** Whether a value of this type has one owner, whatever is in it. */
export function isAtomicType(type: string): boolean {
  return typeOf(type)?.atomic === true;
}

/** The item of a list or map as a field of its own. */
export function itemOf({ of }: PodField): PodField {
  return { of };
}

/** Structs whose fields are those of the one that has them. Source: kubernetes v1.37 api core/v1/types.go */
export function embeddedOf(type: string, field: string): readonly string[] {
  if (type === 'EphemeralContainer') {
    return field === 'targetContainerName' ? [] : ['EphemeralContainerCommon'];
  }
  if (type === 'Volume') return field === 'name' ? [] : ['VolumeSource'];
  if (type === 'Probe') {
    return ['exec', 'httpGet', 'tcpSocket', 'grpc'].includes(field) ? ['ProbeHandler'] : [];
  }
  const refersByName = /^(ConfigMap|Secret)(KeySelector|EnvSource|Projection)$|^ConfigMapVolumeSource$/;
  return field === 'name' && refersByName.test(type) ? ['LocalObjectReference'] : [];
}
