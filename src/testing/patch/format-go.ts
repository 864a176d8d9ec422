import { isObject, type JsonValue } from '../model/json.js';

/** A decoded JSON value as Go's `%v` prints it, which server messages quote: `map[image:x name:y]`. */
export function formatGo(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(formatGo).join(' ')}]`;
  if (isObject(value)) {
    const members = Object.keys(value)
      .sort()
      .map((key) => `${key}:${formatGo(value[key])}`);
    return `map[${members.join(' ')}]`;
  }
  return String(value);
}

/** The same as `%s` prints it: only a string is as it is. */
export function formatGoString(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '%!s(<nil>)';
  return `%!s(${describeGoType(value)}=${formatGo(value)})`;
}

/** The Go type that JSON is decoded into, as `%s` prints a missing one. */
export function describeGoType(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '%!s(<nil>)';
  if (Array.isArray(value)) return '[]interface {}';
  if (isObject(value)) return 'map[string]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}
