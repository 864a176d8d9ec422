import { isObject, type JsonValue } from '../model/json.js';
import { isStruct, type PodField } from './fields.js';
import { explainTime } from './go-time.js';
import type { WrongType } from './wrong-type.js';

/** How Go's JSON decoder says that a value does not fit. Source: go encoding/json UnmarshalTypeError */
export function describeUnmarshalFailure({ struct, path, field, value }: WrongType): string {
  const own = field.of === 'intOrString' ? undefined : describeOwnFailure(field.of, value);
  if (own !== undefined) return own;
  const type = typeof value === 'number' && /^int/.test(field.of) ? `number ${value}` : jsonType(value);
  const where = [struct, ...path].join('.');
  return `json: cannot unmarshal ${type} into Go struct field ${where} of type ${goType(struct, path, field)}`;
}

/**
 * How the converter of strategic merge patches says it.
 *
 * Source: kubernetes v1.37 apimachinery pkg/runtime/converter.go fromUnstructured
 */
export function describeConversionFailure({ struct, path, field, value }: WrongType): string {
  if (field.list !== undefined) return `cannot restore slice from ${goKind(value)}`;
  if (field.map !== undefined) return `cannot restore map from ${goKind(value)}`;
  if (isStruct(field.of)) return `cannot restore struct from: ${goKind(value)}`;
  const own = describeOwnFailure(field.of, value);
  if (own !== undefined) return own;
  const kind = field.of === 'boolean' ? 'bool' : field.of;
  const isConvertible =
    (typeof value === 'number' && kind !== 'bool' && kind !== 'string') ||
    (Number.isInteger(value) && kind === 'string');
  return isConvertible
    ? `cannot convert ${goKind(value)} to ${goType(struct, path, field)}`
    : `unrecognized type: ${kind}`;
}

/** What types that read themselves say of a value. */
function describeOwnFailure(type: string, value: JsonValue): string | undefined {
  if (type === 'quantity') {
    return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  }
  if (type === 'intOrString') {
    return `json: cannot unmarshal ${jsonType(value)} into Go value of type int32`;
  }
  if (type !== 'time') return undefined;
  if (typeof value === 'string') return explainTime(value);
  return `json: cannot unmarshal ${jsonType(value)} into Go value of type string`;
}

function goType(struct: string, path: WrongType['path'], field: PodField): string {
  const name = path.at(-1) ?? '';
  const item =
    named[`${struct}.${name}`] ?? goNames[field.of] ?? (isStruct(field.of) ? `v1.${field.of}` : field.of);
  if (field.list !== undefined) return `[]${item}`;
  return field.map === undefined ? item : `map[string]${item}`;
}

const goNames: Readonly<Record<string, string>> = {
  boolean: 'bool',
  intOrString: 'int32',
  quantity: 'resource.Quantity',
};

/** Strings of an ephemeral container that are a type of their own; those of a Pod are told as strings. Source: kubernetes v1.37 api core/v1/types.go */
const named: Readonly<Record<string, string>> = {
  'AppArmorProfile.type': 'v1.AppArmorProfileType',
  'Capabilities.add': 'v1.Capability',
  'Capabilities.drop': 'v1.Capability',
  'EphemeralContainer.imagePullPolicy': 'v1.PullPolicy',
  'EphemeralContainer.terminationMessagePolicy': 'v1.TerminationMessagePolicy',
  'SeccompProfile.type': 'v1.SeccompProfileType',
  'SecurityContext.procMount': 'v1.ProcMountType',
  'VolumeMount.mountPropagation': 'v1.MountPropagationMode',
  'VolumeMount.recursiveReadOnly': 'v1.RecursiveReadOnlyMode',
};

export function jsonType(value: JsonValue): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function goKind(value: JsonValue): string {
  if (Array.isArray(value)) return 'slice';
  if (isObject(value)) return 'map';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
