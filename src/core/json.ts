/** A JSON object of which nothing more is known. */
export interface JsonObject {
  readonly [key: string]: unknown;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const empty: JsonObject = {};

/** The object in a member; an empty one where there is none. */
export function member(value: JsonObject, key: string): JsonObject {
  const item = value[key];
  return isObject(item) ? item : empty;
}

/** The objects of a list; what is no object is passed over. */
export function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
