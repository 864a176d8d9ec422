import { isObject, type JsonObject, type JsonValue } from '../json.js';
import { typedPatchFailure } from '../patch/apply.js';
import { formatGo } from '../patch/format-go.js';
import { type ApiError, badRequest, invalid } from './errors.js';
import type { PodChange } from './read-pod-change.js';

/** A value of a JSON type that its field does not take. */
export interface WrongType {
  /** Keys into the list: `[0, 'image']`. */
  readonly path: readonly (string | number)[];
  /** `string`, `boolean`, `integer`, `array`, `object`, … */
  readonly expected: string;
}

/** How the server says that it cannot decode a field, which depends on how it was sent. */
export function typeFailure(change: PodChange, { path, expected }: WrongType): ApiError {
  const value = path.reduce<unknown>(
    (from, key) => (from as Record<string, unknown> | undefined)?.[key],
    change.pod.spec?.ephemeralContainers,
  );
  if (change.kind === 'strategic') return patchFailure(change, describeConversion(expected, value));
  if (change.kind === 'apply') {
    const problem = `.spec.ephemeralContainers: expected ${expected === 'array' ? 'list' : expected}, got &{${formatGo(value as JsonValue)}}`;
    return typedPatchFailure(change.sent as JsonObject, problem);
  }
  const names = path.filter((key) => typeof key === 'string');
  const field = ['spec', 'ephemeralContainers', 'EphemeralContainerCommon', ...names].join('.');
  const problem = `json: cannot unmarshal ${jsonType(value)} into Go struct field EphemeralContainer.${field} of type ${goType(expected)}`;
  return change.kind === 'json' ? patchFailure(change, problem) : objectFailure(problem);
}

/** The 422 of a patch, which quotes it: a strategic one as it was sent, others as what they made of the Pod. */
export function patchFailure(change: PodChange, problem: string): ApiError {
  const value = change.kind === 'strategic' ? formatGo(change.sent) : JSON.stringify(change.pod);
  const message = `Invalid value: ${JSON.stringify(value)}: ${problem}`;
  return invalid('', '', [{ reason: 'FieldValueInvalid', message, field: 'patch' }]);
}

/** The 400 of a PUT. */
export function objectFailure(problem: string): ApiError {
  return badRequest(`Pod in version "v1" cannot be handled as a Pod: ${problem}`);
}

/** Source: kubernetes v1.37 apimachinery pkg/runtime/converter.go fromUnstructured */
function describeConversion(expected: string, value: unknown): string {
  if (expected === 'array') return `cannot restore slice from ${kindOf(value)}`;
  if (expected === 'object') return `cannot restore struct from: ${kindOf(value)}`;
  const target = goType(expected);
  const convertible =
    (typeof value === 'number' && target === 'int64') || (Number.isInteger(value) && target === 'string');
  return convertible ? `cannot convert ${kindOf(value)} to ${target}` : `unrecognized type: ${target}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'slice';
  if (isObject(value)) return 'map';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function goType(expected: string): string {
  const types: Readonly<Record<string, string>> = { boolean: 'bool', integer: 'int64', array: '[]string' };
  return types[expected] ?? expected;
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
