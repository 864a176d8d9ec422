import { goQuote } from '../core/go-text.js';
import { type Finding, forbidden, self } from '../validate/finding.js';
import type { JsonObject } from '../validate/pod-facts.js';

/**
 * What is in a Pod's list stays there as it is, in whatever order.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidatePodEphemeralContainersUpdate
 *
 * @param old a container of the Pod, as stored
 * @param proposed the one of its name in the new list, as it would be stored; absent where there is none
 */
export function checkUnchanged(
  name: string,
  old: JsonObject,
  proposed: JsonObject | undefined,
  out: Finding[],
): void {
  const subject = `existing ephemeral containers ${goQuote(name)}`;
  if (proposed === undefined) {
    forbidden(out, self, `${subject} may not be removed`, 'append-only');
    return;
  }
  const changed = changedFields(old, proposed);
  if (changed.length === 0) return;
  const hint = `changed: ${changed.join(', ')}; add a container with another name instead`;
  forbidden(out, self, `${subject} may not be changed`, 'append-only', hint);
}

function changedFields(old: JsonObject, container: JsonObject): string[] {
  const keys = new Set([...Object.keys(old), ...Object.keys(container)]);
  return [...keys].filter((key) => !isEqual(old[key], container[key]));
}

/** Both are JSON, and stored: empty lists and zero values are gone from them. */
function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => isEqual((a as JsonObject)[key], (b as JsonObject)[key]));
}
