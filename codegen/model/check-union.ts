import type { TypeDefinition } from '../definitions/definition.js';
import { fieldNamed } from './find-definition.js';
import type { MergedType, MergedTypes } from './merge-minors.js';
import { shortName } from './openapi.js';

/** A union names fields of its type, and agrees with what the documents say about discriminators. */
export function checkUnion(
  { type, union }: TypeDefinition,
  published: MergedType,
  at: string,
): readonly string[] {
  const named =
    union?.kind === 'discriminated' ? [union.discriminator, union.field] : [...(union?.fields ?? [])];
  const strays = named
    .filter((field) => !published.fields.has(field))
    .map(
      (field) => `The union of ${type} in ${at} names ${field}, which is no field of it: correct it there.`,
    );
  const said = published.union;
  if (said === undefined) return strays;
  const agrees =
    union?.kind === 'discriminated' &&
    union.discriminator === said.discriminator &&
    said.fields.join() === union.field;
  if (agrees) return strays;
  return [
    ...strays,
    `${type} is a union in the document (${said.discriminator} decides on ${said.fields.join(', ')}), which is not what is defined: correct "union" in ${at}.`,
  ];
}

/** Every arm of an exactly-one union can be made by a function, and every function makes something. */
export function checkConstructors(
  { type, union, namespace, fields }: TypeDefinition,
  published: MergedType,
  at: string,
  merged: MergedTypes,
): readonly string[] {
  const arms = union?.kind === 'exactlyOne' ? union.fields : [];
  const missing = arms
    .filter((field) => published.fields.has(field) && fields[field]?.construct === undefined)
    .map((field) => `${type}.${field} has no function that makes it: add "construct" to it in ${at}.`);
  const made = Object.entries(fields).filter(([, { construct }]) => construct !== undefined);
  if (made.length > 0 && namespace === undefined) {
    missing.push(`${type} has functions that make it, and no "namespace" for them: add one in ${at}.`);
  }
  if (namespace !== undefined && made.length === 0) {
    missing.push(
      `${type} has the namespace ${namespace.name} for functions, and none in it: remove it in ${at}, or add "construct" to a field.`,
    );
  }
  if (namespace?.within !== undefined && fieldNamed(merged, namespace.within) === undefined) {
    missing.push(
      `The namespace of ${type} in ${at} is within ${namespace.within}, which no type has: correct it there.`,
    );
  }
  const strays = made.flatMap(([field, { construct }]) => {
    const what = published.fields.get(field)?.type;
    const target = what?.kind === 'object' ? merged.types.get(what.type) : undefined;
    return Object.keys(construct?.parameters ?? {})
      .filter((parameter) => target?.fields.has(parameter) !== true)
      .map(
        (parameter) =>
          `The function that makes ${type}.${field} in ${at} renames ${parameter}, which is no field of ${target === undefined ? 'it' : shortName(target.apiName)}: correct it there.`,
      );
  });
  return [...missing, ...strays];
}
