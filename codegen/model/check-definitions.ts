import type { Definitions, FieldDefinition, TypeDefinition } from '../definitions/definition.js';
import { checkEnum } from './check-enum.js';
import { checkGate } from './check-gate.js';
import { checkConstructors, checkUnion } from './check-union.js';
import { allowedTypes, definitionOf, fileOf } from './find-definition.js';
import type { MergedField, MergedType, MergedTypes } from './merge-minors.js';
import { shortName } from './openapi.js';

/** All problems, one sentence each; none if documents and definitions fit each other. */
export function checkDefinitions(merged: MergedTypes, definitions: Definitions): readonly string[] {
  const allowed = allowedTypes(merged, definitions);
  const types = new Map([...merged.types.values()].map((type) => [shortName(type.apiName), type]));
  const defined = Object.entries(definitions).flatMap(([file, definition]) => {
    const at = `codegen/definitions/${file}.ts`;
    const type = types.get(definition.type);
    const twice = definitionOf(definitions, definition.type) !== definition;
    if (twice) return [`${definition.type} is defined a second time in ${at}: keep one definition.`];
    // a type that is in use is asked for the definition of all of its fields, a disallowed one for none
    if (type === undefined || (definition.doc !== undefined && !allowed.includes(type))) {
      return [matchesNothing(definition.type, at)];
    }
    return checkType(definition, type, at, merged);
  });
  return [...allowed.flatMap((type) => undecided(type, definitions)), ...defined];
}

/** Every field that a user can reach must be allowed or forbidden. */
function undecided(type: MergedType, definitions: Definitions): readonly string[] {
  const name = shortName(type.apiName);
  const definition = definitionOf(definitions, name);
  const file = Object.keys(definitions).find((key) => definitions[key] === definition) ?? fileOf(name);
  const at = `codegen/definitions/${file}.ts`;
  if (definition?.doc === undefined) {
    return [
      `${name} is reachable from EphemeralContainer since Kubernetes 1.${type.since}, and nobody has decided its fields: define it in ${at}, or forbid the field that leads to it.`,
    ];
  }
  return [...type.fields]
    .filter(([field]) => !Object.hasOwn(definition.fields, field))
    .map(
      ([field, { since }]) =>
        `${name}.${field} appears in Kubernetes 1.${since}, and nobody has decided it: allow or forbid it in ${at}.`,
    );
}

function checkType(
  definition: TypeDefinition,
  type: MergedType,
  at: string,
  merged: MergedTypes,
): readonly string[] {
  const fields = Object.entries(definition.fields).flatMap(([name, field]) => {
    const published = type.fields.get(name);
    const what = `${definition.type}.${name}`;
    if (published === undefined) return [matchesNothing(what, at)];
    return [
      ...checkField(what, field, published, at),
      ...checkEnum(what, field, published, at),
      ...checkGate(what, field, published, at, type, merged),
      ...checkRule(what, field.rule, at),
    ];
  });
  return [
    ...fields,
    ...checkRule(definition.type, definition.rule, at),
    ...checkOrder(definition, at),
    ...checkUnion(definition, type, at),
    ...checkConstructors(definition, type, at, merged),
  ];
}

function checkField(
  what: string,
  field: FieldDefinition,
  published: MergedField,
  at: string,
): readonly string[] {
  const problems: string[] = [];
  if (field.required && published.required) {
    problems.push(`${what} is required by the documents themselves: remove "required" in ${at}.`);
  }
  if (field.go === 'pointer' && published.type.kind === 'array') {
    problems.push(`${what} is a list, which Go never declares as a pointer: remove "go" in ${at}.`);
  }
  if (field.rule !== undefined && published.type.kind !== 'array') {
    problems.push(
      `${what} is no list, and only those have a rule of their own: put it on the type in ${at}.`,
    );
  }
  return problems;
}

function checkOrder({ type, order = [], fields }: TypeDefinition, at: string): readonly string[] {
  const strays = order.filter((name) => name !== '.' && fields[name] === undefined);
  return strays.map(
    (name) => `The order of ${type} in ${at} names ${name}, which is no field of it: remove it.`,
  );
}

/** Whether the file has the function is checked where the files are: codegen/check-rules.ts. */
function checkRule(what: string, rule: string | undefined, at: string): readonly string[] {
  if (rule === undefined || /^[a-z-]+#[a-zA-Z]+$/.test(rule)) return [];
  return [`The rule of ${what} in ${at} is "${rule}": write module#function, of a module in src/rules.`];
}

function matchesNothing(what: string, at: string): string {
  return `${what} is defined in ${at}, but no supported minor has it where an ephemeral container can use it: correct or remove it.`;
}
