import type { FieldDefinition, InUse } from '../definitions/definition.js';
import type { MergedField, MergedType, MergedTypes } from './merge-minors.js';
import { minorOf } from './model.js';

/** A gate says what it drops, in a minor that is supported, and what keeps the field in a Pod that has it. */
export function checkGate(
  what: string,
  definition: FieldDefinition,
  published: MergedField,
  at: string,
  type: MergedType,
  merged: MergedTypes,
): readonly string[] {
  const { gate } = definition;
  if (gate === undefined) return [];
  const problems: string[] = [];
  if (gate.keptIfInUse === undefined) {
    problems.push(
      `The gate ${gate.name} of ${what} does not say whether a Pod keeps the field once it has it: add "keptIfInUse" in ${at}.`,
    );
  }
  for (const use of typeof gate.keptIfInUse === 'object' ? gate.keptIfInUse : []) {
    problems.push(...checkUse(`The gate ${gate.name} of ${what}`, use, definition, at, type, merged));
  }
  const from = gate.droppedSince === undefined ? published.since : minorOf(gate.droppedSince);
  const until = gate.enabled === 'not yet' ? Number.POSITIVE_INFINITY : minorOf(gate.enabled);
  if (!merged.minors.some((minor) => minor >= Math.max(from, published.since) && minor < until)) {
    problems.push(
      `The gate ${gate.name} of ${what} drops the field in no supported minor: correct or remove it in ${at}.`,
    );
  }
  return problems;
}

/** The fields, the values and the minors that a gate looks at are there. */
function checkUse(
  gate: string,
  { field, spec, except = [], since, until }: InUse,
  definition: FieldDefinition,
  at: string,
  type: MergedType,
  merged: MergedTypes,
): readonly string[] {
  const correct = `correct "keptIfInUse" in ${at}`;
  const problems: string[] = [];
  if (field !== undefined && !type.fields.has(field)) {
    problems.push(`${gate} looks at ${field}, which is no field beside it: ${correct}.`);
  }
  if (spec !== undefined && !merged.podFields.has(spec)) {
    problems.push(`${gate} looks at ${spec}, which is no field of a Pod's spec: ${correct}.`);
  }
  const values = field === undefined && spec === undefined ? definition.enum : undefined;
  const stray = values === undefined ? undefined : except.find((value) => !values.includes(value));
  if (stray !== undefined)
    problems.push(`${gate} excepts "${stray}", which is none of its values: ${correct}.`);
  if (since !== undefined && until !== undefined && minorOf(since) > minorOf(until)) {
    problems.push(`${gate} looks at the Pod from ${since} until ${until}, which is never: ${correct}.`);
  }
  return problems;
}
