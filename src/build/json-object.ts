/** A JSON object of which nothing more is known. */
export interface JsonObject {
  [key: string]: unknown;
}

/** An object, not an array; `null` is none. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
