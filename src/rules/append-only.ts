import { goQuote } from '../core/go-text.js';
import { type JsonObject, member } from '../core/json.js';
import { type Findings, forbidden, self } from '../validate/findings.js';
import type { MinorBinding } from '../validate/minor-binding.js';
import type { PodFacts } from '../validate/pod-facts.js';
import { nameOf, type ReadContainer, readContainer } from '../validate/read-container.js';
import { stages } from '../validate/stages.js';
import { listField } from '../validate/to-result.js';
import type { ValidationContext } from '../validate/validation-context.js';

/**
 * What is in a Pod's list stays there as it is, in whatever order.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidatePodEphemeralContainersUpdate
 */
export function checkChanges(
  list: readonly ReadContainer[],
  pod: PodFacts,
  context: ValidationContext,
  binding: MinorBinding,
  out: Findings,
): void {
  if (pod.existing.length === 0) return;
  const byName = new Map(list.map((container) => [nameOf(container.kept), container]));
  for (const old of pod.existing) {
    const name = nameOf(old);
    const container = byName.get(name);
    if (container === undefined) refuse(out, `${goQuote(name)} may not be removed`);
    else if (container.sent !== old) {
      const stored = binding.store(readContainer(old, context, binding).kept, context);
      const proposed = { ...binding.store(container.kept, context), ...readForbidden(container) };
      const changed = changedFields(stored, proposed);
      if (changed.length === 0) continue;
      const hint = `changed: ${changed.join(', ')}; add a container with another name instead`;
      refuse(out, `${goQuote(name)} may not be changed`, hint);
    }
  }
}

function refuse(out: Findings, detail: string, hint?: string): void {
  const finding = forbidden(out, self, `existing ephemeral containers ${detail}`, 'append-only', hint);
  finding.field = listField;
  finding.stage = stages.changes;
}

/** Disallowed fields are not stored, but they make a difference. Empty lists and maps do not. */
function readForbidden({ findings, kept }: ReadContainer): JsonObject {
  const fields = findings.filter(({ rule }) => rule === 'forbidden-field').map(({ path }) => String(path[0]));
  const isEmpty = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  const differs = (field: string): boolean => {
    const value = kept[field];
    if (field === 'resources')
      return !Object.values(member(kept, field)).every(
        (part) => part === null || part === undefined || isEmpty(part),
      );
    return !(Array.isArray(value) && value.length === 0);
  };
  return Object.fromEntries(fields.filter(differs).map((field) => [field, kept[field]]));
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
