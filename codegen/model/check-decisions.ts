import type { Decisions } from '../decisions/decision.js';
import type { MergedField, MergedType, MergedTypes } from './merge-minors.js';
import { shortName } from './openapi.js';
import { isForbidden, reachable } from './reachable.js';

const decide = 'codegen/decisions';

/** All problems, one sentence each; none if documents and decisions fit each other. */
export function checkDecisions(merged: MergedTypes, decisions: Decisions): readonly string[] {
  const allowed = reachable(merged, (type, field) => !isForbidden(decisions, type, field));
  const types = new Map([...merged.types.values()].map((type) => [shortName(type.apiName), type]));
  return [
    ...allowed.flatMap((type) => undecided(type, decisions)),
    ...staleAllowed(new Map(allowed.map((type) => [shortName(type.apiName), type])), decisions),
    ...staleFields(types, decisions),
    ...staleUnions(types, decisions),
    ...enumMismatches(allowed, decisions),
    ...unionMismatches(allowed, decisions),
    ...missingConstructors(allowed, decisions),
  ];
}

/** Every field that a user can reach must be allowed or forbidden, and not both. */
function undecided(type: MergedType, decisions: Decisions): readonly string[] {
  const name = shortName(type.apiName);
  const decided = decisions.allowed[name];
  if (decided === undefined) {
    return [
      `${name} is reachable from EphemeralContainer since Kubernetes 1.${type.since}, and nobody has decided its fields: document it in ${decide}/allowed-*.ts, or forbid the field that leads to it in ${decide}/forbidden.ts.`,
    ];
  }
  return [...type.fields].flatMap(([field, { since }]) => {
    const isAllowed = Object.hasOwn(decided.fields, field);
    const forbidden = isForbidden(decisions, name, field);
    if (isAllowed && forbidden) {
      return [
        `${name}.${field} is both allowed and forbidden: remove it from ${decide}/allowed-*.ts or ${decide}/forbidden.ts.`,
      ];
    }
    if (isAllowed || forbidden) return [];
    return [
      `${name}.${field} appears in Kubernetes 1.${since}, and nobody has decided it: allow it in ${decide}/allowed-*.ts or forbid it in ${decide}/forbidden.ts.`,
    ];
  });
}

function staleAllowed(allowed: ReadonlyMap<string, MergedType>, decisions: Decisions): readonly string[] {
  return Object.entries(decisions.allowed).flatMap(([name, { fields }]) => {
    const type = allowed.get(name);
    if (type === undefined) return [stale(name, 'allowed-*.ts')];
    const unknown = Object.keys(fields).filter((field) => !type.fields.has(field));
    return unknown.map((field) => stale(`${name}.${field}`, 'allowed-*.ts'));
  });
}

/** Decisions about single fields: they match one, and say no more than once what they say. */
function staleFields(types: ReadonlyMap<string, MergedType>, decisions: Decisions): readonly string[] {
  const tables = {
    'forbidden.ts': decisions.forbidden,
    'enums.ts': decisions.enums,
    'required.ts': decisions.required,
    'defaults.ts': decisions.defaults,
    'gates.ts': decisions.gates,
    'formats.ts': decisions.formats,
    'constructors.ts': decisions.constructors.flatMap(({ field, within }) => [
      { field },
      ...(within === undefined ? [] : [{ field: within }]),
    ]),
    'go.ts': decisions.go.flatMap(({ type, pointers }) =>
      pointers.map((pointer) => ({ field: `${type}.${pointer}` })),
    ),
  };
  return Object.entries(tables).flatMap(([file, table]) =>
    table.flatMap(({ field }, index) => {
      const merged = findField(types, field);
      if (merged === undefined) return [stale(field, file)];
      if (file !== 'constructors.ts' && table.findIndex((other) => other.field === field) !== index) {
        return [`${field} is decided twice in ${decide}/${file}: keep one.`];
      }
      if (file === 'required.ts' && merged.required) {
        return [`${field} is required by the documents themselves: remove it from ${decide}/${file}.`];
      }
      return [];
    }),
  );
}

function staleUnions(types: ReadonlyMap<string, MergedType>, decisions: Decisions): readonly string[] {
  return decisions.unions.flatMap(({ type, union }) => {
    const fields = union.kind === 'discriminated' ? [union.discriminator, union.field] : [...union.fields];
    return fields
      .filter((field) => findField(types, `${type}.${field}`) === undefined)
      .map((field) => stale(`${type}.${field}`, 'unions.ts'));
  });
}

/** A document that has enums must have ours. Those of the releases have none. */
function enumMismatches(allowed: readonly MergedType[], decisions: Decisions): readonly string[] {
  return allowed.flatMap((type) =>
    [...type.fields].flatMap(([name, { enum: published }]) => {
      if (published === undefined || isForbidden(decisions, shortName(type.apiName), name)) return [];
      const field = `${shortName(type.apiName)}.${name}`;
      const decided = decisions.enums.find((decision) => decision.field === field)?.values ?? [];
      const extra = published.filter((value) => !decided.includes(value));
      const missing = decided.filter((value) => !published.includes(value));
      return [
        ...extra.map(
          (value) =>
            `${field} takes "${value}" in the document, which nobody has decided: add it in ${decide}/enums.ts.`,
        ),
        ...missing.map(
          (value) =>
            `${field} takes "${value}" in ${decide}/enums.ts, which no document has: remove it there.`,
        ),
      ];
    }),
  );
}

/** What the documents say about discriminators must be what was decided. */
function unionMismatches(allowed: readonly MergedType[], decisions: Decisions): readonly string[] {
  return allowed.flatMap((type) => {
    if (type.union === undefined) return [];
    const name = shortName(type.apiName);
    const decided = decisions.unions.find((decision) => decision.type === name)?.union;
    const agrees =
      decided?.kind === 'discriminated' &&
      decided.discriminator === type.union.discriminator &&
      [...type.union.fields].join() === decided.field;
    return agrees
      ? []
      : [
          `${name} is a union in the document (${type.union.discriminator} decides on ${type.union.fields.join(', ')}), which is not what is decided: correct it in ${decide}/unions.ts.`,
        ];
  });
}

/** Every arm of an exactly-one union can be made by a function. */
function missingConstructors(allowed: readonly MergedType[], decisions: Decisions): readonly string[] {
  return decisions.unions.flatMap(({ type, union }) => {
    if (union.kind !== 'exactlyOne' || !allowed.some(({ apiName }) => shortName(apiName) === type)) return [];
    return union.fields
      .map((field) => `${type}.${field}`)
      .filter((field) => !decisions.constructors.some((decision) => decision.field === field))
      .map((field) => `${field} has no function that makes it: name one in ${decide}/constructors.ts.`);
  });
}

function findField(types: ReadonlyMap<string, MergedType>, field: string): MergedField | undefined {
  const dot = field.indexOf('.');
  return types.get(field.slice(0, dot))?.fields.get(field.slice(dot + 1));
}

function stale(what: string, file: string): string {
  return `${what} is decided in ${decide}/${file}, but no supported minor has it where an ephemeral container can use it: remove or correct the decision.`;
}
