import { isObject, type JsonRecord, type JsonValue } from '../model/json.js';
import { findField, isStruct, type PodField } from './fields.js';

/** Where an object has fields that its type does not have, in order: `spec.containers[0].foo`. */
export function findUnknownFields(object: JsonRecord, type: string, minor: number, path = ''): string[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const where = path === '' ? name : `${path}.${name}`;
    const field = findField(type, name, minor);
    return field === undefined ? [where] : unknownInside(value, field, minor, where);
  });
}

function unknownInside(value: JsonValue, field: PodField, minor: number, path: string): string[] {
  if (!isStruct(field.of)) return [];
  if (field.list !== undefined && Array.isArray(value)) {
    return value.flatMap((item, index) =>
      isObject(item) ? findUnknownFields(item, field.of, minor, `${path}[${index}]`) : [],
    );
  }
  return isObject(value) ? findUnknownFields(value, field.of, minor, path) : [];
}

/** The object as it is once decoded: without what its type does not have, and without nulls. */
export function dropUnknownFields(object: JsonRecord, type: string, minor: number): JsonRecord {
  const known = Object.entries(object).flatMap(([name, value]): [string, JsonValue][] => {
    const field = findField(type, name, minor);
    return field === undefined || value === null ? [] : [[name, dropInside(value, field, minor)]];
  });
  return Object.fromEntries(known);
}

function dropInside(value: JsonValue, field: PodField, minor: number): JsonValue {
  if (!isStruct(field.of)) return value;
  if (Array.isArray(value)) {
    return value.map((item) => (isObject(item) ? dropUnknownFields(item, field.of, minor) : item));
  }
  return isObject(value) ? dropUnknownFields(value, field.of, minor) : value;
}
