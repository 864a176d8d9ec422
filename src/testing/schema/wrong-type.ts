import { parseQuantity } from '../../core/quantity.js';
import { isObject, type JsonRecord, type JsonValue } from '../model/json.js';
import { embeddedOf, findField, isStruct, itemOf, type PodField } from './fields.js';
import { explainTime } from './go-time.js';

/** A value of a JSON type that its field does not take. */
export interface WrongType {
  /** The type that has the field. */
  readonly struct: string;
  /** The names of the fields down to the value, and of the structs that Go embeds on the way. */
  readonly path: readonly string[];
  /** What is expected there: of a list or map with one wrong item, the item. */
  readonly field: PodField;
  readonly value: JsonValue;
}

/** The first value that does not fit its type; null fits every one. */
export function findWrongType(
  object: JsonRecord,
  type: string,
  minor: number,
  path: WrongType['path'] = [],
): WrongType | undefined {
  for (const [name, value] of Object.entries(object)) {
    const field = findField(type, name, minor);
    const where = [...path, ...embeddedOf(type, name), name];
    const found = field && checkValue({ struct: type, path: where, field, value }, minor);
    if (found !== undefined) return found;
  }
  return undefined;
}

function checkValue(candidate: WrongType, minor: number): WrongType | undefined {
  const { field, value, path } = candidate;
  if (value === null) return undefined;
  if (field.list !== undefined) {
    if (!Array.isArray(value)) return candidate;
    return firstOf(value, candidate, minor);
  }
  if (field.map !== undefined) {
    return isObject(value) ? firstOf(Object.values(value), candidate, minor) : candidate;
  }
  if (!isStruct(field.of)) return fitsScalar(field.of, value) ? undefined : candidate;
  return isObject(value) ? findWrongType(value, field.of, minor, path) : candidate;
}

function firstOf(values: readonly JsonValue[], list: WrongType, minor: number): WrongType | undefined {
  for (const value of values) {
    const found = checkValue({ ...list, field: itemOf(list.field), value }, minor);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fitsScalar(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'int32':
      return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
    case 'int64':
      return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 63;
    case 'intOrString':
      return typeof value === 'string' || Number.isInteger(value);
    case 'quantity':
      return (typeof value === 'string' || typeof value === 'number') && parseQuantity(value) !== undefined;
    case 'time':
      return typeof value === 'string' && explainTime(value) === undefined;
    default:
      return true;
  }
}
