import { isObject } from '../core/json.js';
import { formatField, type Path } from '../core/path.js';

/** The keys that lead to a field that the API server names, from a value that it names by `before`. */
export function findField(field: string, value: unknown, before: string): Path | undefined {
  if (field === before) return [];
  for (const [key, member] of listMembers(value)) {
    const name = formatField([key], before);
    // a key may hold a dot itself, so more than one may fit
    if (!field.startsWith(name)) continue;
    const path = findField(field, member, name);
    if (path !== undefined) return [key, ...path];
  }
  return undefined;
}

function listMembers(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return [...value.entries()];
  return isObject(value) ? Object.entries(value) : [];
}
