import type { Union } from '../definitions/definition.js';
import type { MinorNumber, TypeModel } from '../model/model.js';
import { handling } from './availability.js';
import type { JsonSchema } from './json-schema-parts.js';

/** Which fields exclude each other, among those that the minor keeps. */
export function unionSchema(type: TypeModel, union: Union, minor: MinorNumber): JsonSchema {
  if (union.kind === 'discriminated') return discriminatedSchema(union);
  const kept = union.fields.filter((name) =>
    type.fields.some((field) => field.name === name && handling(field, minor) === 'kept'),
  );
  if (union.kind === 'exactlyOne') return { oneOf: kept.map((name) => isSet(type, name)) };
  const pairs = kept.flatMap((name, index) => kept.slice(index + 1).map((other) => [name, other]));
  const both = pairs.map((pair) => ({ allOf: pair.map((name) => isSet(type, name)) }));
  return { not: both.length === 1 ? both[0] : { anyOf: both } };
}

function discriminatedSchema(union: Extract<Union, { kind: 'discriminated' }>): JsonSchema {
  return {
    if: { properties: { [union.discriminator]: { enum: union.values } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { [union.field]: { type: 'string' } }, required: [union.field] },
    else: { properties: { [union.field]: { type: 'null' } } },
  };
}

/** A plain field is set by a value that is not empty, a pointer by any. */
function isSet(type: TypeModel, name: string): JsonSchema {
  const field = type.fields.find((own) => own.name === name);
  const value = field?.go === 'value' ? { type: 'string', minLength: 1 } : { $ref: '#/$defs/Set' };
  return { properties: { [name]: value }, required: [name] };
}
