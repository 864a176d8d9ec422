import type { FieldType, Model } from '../model/model.js';
import { typeOf } from './availability.js';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Null counts as absent. */
export function orNull(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] };
}

/**
 * What the server can decode into a type, whatever it then does with it. Objects are followed only
 * where a model is given: else they are any object.
 */
export function decodable(type: FieldType, model?: Model): JsonSchema {
  switch (type.kind) {
    case 'string':
      return { type: ['string', 'null'] };
    case 'boolean':
      return { type: ['boolean', 'null'] };
    case 'int32':
    case 'int64':
      return { type: ['integer', 'null'] };
    case 'quantity':
    case 'intOrString':
    case 'time':
      return orNull({ anyOf: [{ type: 'string' }, { type: 'number' }] });
    case 'array':
      return { type: ['array', 'null'], items: decodable(type.item, model) };
    case 'map':
      return { type: ['object', 'null'], additionalProperties: decodable(type.value, model) };
    case 'object': {
      const fields = typeOf(model, type.type)?.fields ?? [];
      const properties = fields.map((field) => [field.name, decodable(field.type, model)]);
      return {
        type: ['object', 'null'],
        ...(fields.length > 0 && { properties: Object.fromEntries(properties) }),
      };
    }
  }
}
