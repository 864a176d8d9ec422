import type { FieldDefinition } from '../definitions/definition.js';
import type { MergedField, MergedType } from './merge-minors.js';
import { type MinorNumber, minorOf } from './model.js';

/** A gate says what it drops, in a minor that is supported, and what keeps the field in a Pod that has it. */
export function checkGate(
  what: string,
  { gate }: FieldDefinition,
  published: MergedField,
  at: string,
  type: MergedType,
  minors: readonly MinorNumber[],
): readonly string[] {
  if (gate === undefined) return [];
  const problems: string[] = [];
  if (gate.keptIfInUse === undefined) {
    problems.push(
      `The gate ${gate.name} of ${what} does not say whether a Pod keeps the field once it has it: add "keptIfInUse" in ${at}.`,
    );
  }
  for (const { field, since, until } of typeof gate.keptIfInUse === 'object' ? gate.keptIfInUse : []) {
    if (field !== undefined && !type.fields.has(field)) {
      problems.push(
        `The gate ${gate.name} of ${what} looks at ${field}, which is no field beside it: correct "keptIfInUse" in ${at}.`,
      );
    }
    if (since !== undefined && until !== undefined && minorOf(since) > minorOf(until)) {
      problems.push(
        `The gate ${gate.name} of ${what} looks at the Pod from ${since} until ${until}, which is never: correct "keptIfInUse" in ${at}.`,
      );
    }
  }
  const from = gate.droppedSince === undefined ? published.since : minorOf(gate.droppedSince);
  const until = gate.enabled === 'not yet' ? Number.POSITIVE_INFINITY : minorOf(gate.enabled);
  if (!minors.some((minor) => minor >= Math.max(from, published.since) && minor < until)) {
    problems.push(
      `The gate ${gate.name} of ${what} drops the field in no supported minor: correct or remove it in ${at}.`,
    );
  }
  return problems;
}
