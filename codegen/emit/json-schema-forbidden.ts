import type { FieldModel, MinorNumber, TypeModel } from '../model/model.js';
import { handling } from './availability.js';
import { decodable, type JsonSchema } from './json-schema-parts.js';

const set: JsonSchema = { $ref: '#/$defs/Set' };
const unset: JsonSchema = { not: set };

/** Rejects a field that is set; when it counts as set depends on how Go declares it. */
export function forbiddenSchema(
  field: FieldModel,
  target: TypeModel | undefined,
  minor: MinorNumber,
): JsonSchema {
  if (field.go !== 'value') return exceptDropped(target, minor) ?? unset;
  if (field.type.kind === 'string')
    return { type: ['string', 'null'], not: { type: 'string', minLength: 1 } };
  // A struct by value: set as soon as one of its fields is.
  return { type: ['object', 'null'], properties: properties(target, minor, () => unset) };
}

/** A pointer to an object that is dropped along with the last field in it. */
function exceptDropped(target: TypeModel | undefined, minor: MinorNumber): JsonSchema | undefined {
  const dropped = target?.fields.filter(
    (field) => field.droppedWithParent === true && handling(field, minor) === 'dropped',
  );
  if (dropped === undefined || dropped.length === 0) return undefined;
  return {
    anyOf: [
      unset,
      ...dropped.map((field) => ({
        type: 'object',
        properties: properties(target, minor, (other) => (other === field ? set : unset)),
        required: [field.name],
      })),
    ],
  };
}

/**
 * The fields that the minor knows. One that it drops may be set, unless `schema` wants it set; one
 * that it does not know may be anything.
 */
function properties(
  target: TypeModel | undefined,
  minor: MinorNumber,
  schema: (field: FieldModel) => JsonSchema,
): JsonSchema {
  const known = target?.fields.filter((field) => handling(field, minor) !== 'unknown') ?? [];
  const entries = known.map((field) => {
    const own = schema(field);
    if (handling(field, minor) === 'kept') return [field.name, own];
    return [field.name, own === set ? { ...decodable(field.type), ...set } : decodable(field.type)];
  });
  return Object.fromEntries(entries);
}
