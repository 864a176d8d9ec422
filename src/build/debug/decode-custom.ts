import { parseQuantity } from '../../core/quantity.js';
import { customShape, type FieldShape, type StructShape } from './custom-shape.js';
import { DebugFlagsError } from './flags-error.js';

/** A JSON object of which nothing more is known. */
export interface JsonObject {
  [key: string]: unknown;
}

/** An object, not an array; `null` is none. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The custom profile as it is after Go has read and written it: fields that kubectl does not know,
 * nulls and zero values are gone, and keys match in any case. Numbers and booleans are taken for
 * strings, as kubectl does by its second attempt, which reads the file as YAML.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/debug.go Complete, applyCustomProfileEphemeral;
 * sigs.k8s.io/yaml yaml.go convertToJSONableObject
 */
export function decodeCustom(custom: unknown, kubectl: number): JsonObject {
  return decodeStruct(custom, customShape, 'custom', kubectl);
}

function decodeStruct(value: unknown, struct: StructShape, field: string, kubectl: number): JsonObject {
  const given = byField(decodeObject(value, field), struct);
  const decoded: JsonObject = {};
  for (const [key, shape] of Object.entries(struct)) {
    if (shape.since > kubectl) continue;
    const item = decodeField(given.get(key), shape, `${field}.${key}`, kubectl);
    if (item !== undefined) decoded[key] = item;
  }
  return decoded;
}

/** Finds a field by its name in any case; the exact one wins. */
function byField(value: JsonObject, struct: StructShape): Map<string, unknown> {
  const names = new Map(Object.keys(struct).map((name) => [name.toLowerCase(), name]));
  const found = new Map<string, unknown>();
  for (const [key, item] of Object.entries(value)) {
    const name = names.get(key.toLowerCase());
    if (name !== undefined && (name === key || !Object.hasOwn(value, name))) found.set(name, item);
  }
  return found;
}

/** Undefined where Go writes nothing. */
function decodeField(value: unknown, shape: FieldShape, field: string, kubectl: number): unknown {
  const isAbsent = value === undefined || value === null;
  if (isAbsent && shape.keep !== 'always') return undefined;
  if (shape.list) {
    if (!Array.isArray(value)) throw mistyped(field, 'an array', value);
    const items = Array.from(value, (item, index) =>
      decodeItem(item ?? undefined, shape, `${field}[${index}]`, kubectl),
    );
    return items.length === 0 ? undefined : items;
  }
  const item = decodeItem(value ?? undefined, shape, field, kubectl);
  return shape.keep === 'filled' && isZero(item) ? undefined : item;
}

/** Whether Go would leave the value out; resources are, when nothing in them has content. */
function isZero(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (!isObject(value)) return value === '' || value === false;
  const members = Object.values(value).filter((member) => typeof member === 'object' && member !== null);
  return members.every((member) => Object.keys(member ?? {}).length === 0);
}

/** One value, which is the zero value where it is undefined. */
function decodeItem(value: unknown, { type }: FieldShape, field: string, kubectl: number): unknown {
  if (type === 'object') return decodeObject(value ?? {}, field);
  if (type === 'string' || type === 'embedded') return decodeText(value, field, type === 'string');
  if (type === 'boolean') {
    if (value === undefined || typeof value === 'boolean') return value ?? false;
    throw mistyped(field, 'true or false', value);
  }
  if (type === 'integer') {
    if (Number.isInteger(value)) return value;
    throw mistyped(field, 'an integer', value);
  }
  if (type === 'quantity') {
    const isText = typeof value === 'string' || typeof value === 'number';
    const quantity = value === undefined ? { text: '0' } : isText ? parseQuantity(value) : undefined;
    if (quantity === undefined) throw mistyped(field, 'a quantity such as "1" or "1Mi"', value);
    return quantity.text;
  }
  return decodeStruct(value ?? {}, type, field, kubectl);
}

function decodeObject(value: unknown, field: string): JsonObject {
  if (isObject(value)) return value;
  throw mistyped(field, 'an object', value);
}

function decodeText(value: unknown, field: string, isCoerced: boolean): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (isCoerced && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  throw mistyped(field, 'a string', value);
}

function mistyped(field: string, wanted: string, value: unknown): DebugFlagsError {
  const kind = Array.isArray(value) ? 'an array' : value === null ? 'null' : typeof value;
  const words = 'custom does not contain a valid container spec';
  return new DebugFlagsError(`${words}: ${field} must be ${wanted}, not ${kind}`, [field]);
}
