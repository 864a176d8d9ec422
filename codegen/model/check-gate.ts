import type { FieldDefinition } from '../definitions/definition.js';
import type { MergedField } from './merge-minors.js';
import type { MinorNumber } from './model.js';

/** A gate says what it drops, in a minor that is supported, and what keeps the field in a Pod that has it. */
export function checkGate(
  what: string,
  { gate }: FieldDefinition,
  published: MergedField,
  at: string,
  minors: readonly MinorNumber[],
): readonly string[] {
  if (gate === undefined) return [];
  const problems: string[] = [];
  if (gate.keptIfInUse === undefined) {
    problems.push(
      `The gate ${gate.name} of ${what} does not say whether a Pod keeps the field once it has it: add "keptIfInUse" in ${at}.`,
    );
  }
  const from = gate.droppedSince === undefined ? published.since : Number(gate.droppedSince.slice(2));
  const until = gate.enabled === 'not yet' ? Number.POSITIVE_INFINITY : Number(gate.enabled.slice(2));
  if (!minors.some((minor) => minor >= Math.max(from, published.since) && minor < until)) {
    problems.push(
      `The gate ${gate.name} of ${what} drops the field in no supported minor: correct or remove it in ${at}.`,
    );
  }
  return problems;
}
