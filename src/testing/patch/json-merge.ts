import { isObject, type JsonRecord, type JsonValue } from '../model/json.js';

/** Applies a JSON merge patch (RFC 7386): lists are replaced, null deletes. */
export function applyJsonMerge(original: JsonValue | undefined, patch: JsonRecord): JsonRecord {
  const result: JsonRecord = isObject(original) ? { ...original } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = isObject(value) ? applyJsonMerge(result[key], value) : value;
  }
  return result;
}
