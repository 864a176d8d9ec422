import { isObject, type JsonObject } from '../../core/json.js';
import { parseQuantity } from '../../core/quantity.js';
import { isInt64 } from '../../validate/structure.js';
import { DebugFlagsError } from './flags-error.js';
import { writeYamlNumber } from './yaml-number.js';

/** A scalar value, or the zero value for undefined. */
export function decodeScalar(
  value: unknown,
  type: 'string' | 'embedded' | 'boolean' | 'integer' | 'quantity',
  field: string,
  isYaml: boolean,
): unknown {
  if (type === 'string' || type === 'embedded') return decodeText(value, field, isYaml && type === 'string');
  if (type === 'boolean') {
    if (value === undefined || typeof value === 'boolean') return value ?? false;
    throw mistyped(field, 'true or false', value);
  }
  if (type === 'integer') {
    const integer = typeof value === 'bigint' ? Number(value) : value;
    if (isInt64(integer)) return integer;
    throw mistyped(field, 'an integer of 64 bits', value);
  }
  const given = typeof value === 'bigint' ? String(value) : value;
  const isText = typeof given === 'string' || typeof given === 'number';
  const quantity = given === undefined ? { text: '0' } : isText ? parseQuantity(given) : undefined;
  if (quantity === undefined) throw mistyped(field, 'a quantity such as "1" or "1Mi"', value);
  return quantity.text;
}

function decodeText(value: unknown, field: string, isCoerced: boolean): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (isCoerced && typeof value === 'boolean') return String(value);
  // of a file, where a number would lose digits
  if (isCoerced && typeof value === 'bigint') return writeYamlNumber(value);
  // NaN and infinities cannot come from a file
  if (isCoerced && typeof value === 'number' && Number.isFinite(value)) return writeYamlNumber(value);
  throw mistyped(field, 'a string', value);
}

/** Refuses a Map, a Date and the like, which JSON would write as an empty object or a string. */
export function decodeObject(value: unknown, field: string): JsonObject {
  if (isObject(value) && nameType(value) === 'object') return value;
  throw mistyped(field, 'an object', value);
}

export function mistyped(field: string, wanted: string, value: unknown): DebugFlagsError {
  const words = 'custom does not contain a valid container spec';
  return new DebugFlagsError(`${words}: ${field} must be ${wanted}, not ${nameType(value)}`, [field]);
}

/** `object` also for the instance of a class, unless it has a tag, as `Map` has. */
function nameType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (typeof value === 'bigint') return 'number';
  return typeof value === 'object' && tag !== 'Object' ? tag : typeof value;
}
