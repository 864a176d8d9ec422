import { fieldUses, type GatedField } from '../../generated/facts/in-use.js';
import type { FieldUse } from '../core/field-use.js';
import { isObject, type JsonObject, objects } from '../core/json.js';

/** Whether the Pod had the field, so that the server keeps it or no longer minds it. */
export function isInUse(field: GatedField, spec: JsonObject, minor: number): boolean {
  const uses: readonly FieldUse[] = fieldUses[field];
  return uses.some((use) => isUsed(use, spec, minor));
}

/** Whether there is a value in this place of a Pod, in a minor that looks there. */
export function isUsed(
  { since = 0, until = Number.POSITIVE_INFINITY, in: parts, path, except }: FieldUse,
  spec: JsonObject,
  minor: number,
): boolean {
  if (minor < since || minor > until) return false;
  return listParts(spec, parts).some((part) => leadsToValue(part, path, except));
}

function listParts(
  spec: JsonObject,
  parts: FieldUse['in'] = ['initContainers', 'containers', 'ephemeralContainers'],
): readonly JsonObject[] {
  return parts.flatMap((part) => (part === 'spec' ? [spec] : objects(spec[part])));
}

/** An empty list is no value. */
function leadsToValue(value: unknown, path: readonly string[], except: readonly string[] = []): boolean {
  if (Array.isArray(value)) return value.some((item) => leadsToValue(item, path, except));
  const [key, ...rest] = path;
  if (key !== undefined) return isObject(value) && leadsToValue(value[key], rest, except);
  return value !== undefined && value !== null && !except.some((other) => other === value);
}
