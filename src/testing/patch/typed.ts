import { isObject, type JsonObject, type JsonValue } from '../model/json.js';
import { findField, isAtomicType, isStruct, itemOf, type PodField } from '../schema/fields.js';

/** A value with the type it has: what ownership by field is told by. */
export interface Typed {
  readonly field: PodField;
  readonly value: JsonValue | undefined;
}

/** What is below a value: its fields or items by their path elements; nothing below a scalar or what is atomic. */
export type Parts = ReadonlyMap<string, Typed>;

/** Whether the value is owned as one. */
export function isLeaf({ of, list, map }: PodField): boolean {
  if (list !== undefined) return list === 'atomic';
  if (map !== undefined) return map === 'atomic';
  return !isStruct(of) || isAtomicType(of);
}

/** The parts of a value that is no leaf, in order. */
export function partsOf({ field, value }: Typed): Parts {
  const { list, map } = field;
  if (Array.isArray(value)) {
    return new Map(value.map((item) => [itemElement(list, item), { field: itemOf(field), value: item }]));
  }
  if (!isObject(value)) return new Map();
  return new Map(
    Object.entries(value).map(([name, member]) => [
      `f:${name}`,
      { field: map === undefined ? (findField(field.of, name) ?? opaque) : itemOf(field), value: member },
    ]),
  );
}

/** A field that no schema knows. */
const opaque: PodField = { of: 'object' };

/** How an item is told from the others of its list: `k:{"name":"app"}`, or by its value. */
export function itemElement(list: PodField['list'], item: JsonValue): string {
  if (list === undefined || typeof list === 'string' || !isObject(item)) return `v:${JSON.stringify(item)}`;
  const keys = [...list].sort().map((key) => [key, item[key] ?? keyDefaults[key] ?? '']);
  return `k:${JSON.stringify(Object.fromEntries(keys))}`;
}

/** A key that is left out has a default in the schema: most the empty text. */
const keyDefaults: JsonObject = { protocol: 'TCP', containerPort: 0 };

/** Null, or a list or map without anything in it. */
export function isBlank(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
