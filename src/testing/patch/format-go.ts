import { isObject, type JsonValue } from '../model/json.js';

/** A decoded JSON value as Go's `%v` prints it, which server messages quote: `map[image:x name:y]`. */
export function formatGo(value: JsonValue | undefined): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(formatGo).join(' ')}]`;
  if (!isObject(value)) return String(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${key}:${formatGo(value[key])}`);
  return `map[${members.join(' ')}]`;
}
