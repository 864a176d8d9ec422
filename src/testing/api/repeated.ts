import { findDuplicateKeys } from './duplicate-keys.js';

/** Keys that a text has twice in one object: as they are warned of, and as they are refused. */
export interface Repeated {
  readonly warnings: readonly string[];
  readonly refusals: readonly string[];
}

export const nothingRepeated: Repeated = { warnings: [], refusals: [] };

/** `prefix` says of what they are fields, where it is not an object. */
export function repeatedInJson(text: string, prefix = ''): Repeated {
  const found = findDuplicateKeys(text).map((field) => `${prefix}duplicate field ${JSON.stringify(field)}`);
  return { warnings: found, refusals: found };
}

/** Go refuses all those of a YAML text by one error. */
export function repeatedInYaml(found: readonly string[]): Repeated {
  if (found.length === 0) return nothingRepeated;
  return { warnings: found, refusals: [`yaml: unmarshal errors:\n  ${found.join('\n  ')}`] };
}
