import { GenerationError } from '../generation-error.js';
import type { FieldType, MinorNumber } from './model.js';
import type { DocumentType, MinorDocument } from './read-document.js';

/** All minors' documents folded into one: each type and field with the minors that have it. */
export interface MergedTypes {
  readonly minors: readonly MinorNumber[];
  readonly types: ReadonlyMap<string, MergedType>;
  /** All fields that the spec of a Pod has in any minor. */
  readonly podFields: ReadonlySet<string>;
}

export interface MergedType {
  readonly apiName: string;
  readonly since: MinorNumber;
  readonly fields: ReadonlyMap<string, MergedField>;
  readonly union?: NonNullable<DocumentType['union']>;
}

export interface MergedField {
  readonly type: FieldType;
  readonly required: boolean;
  readonly since: MinorNumber;
  readonly until?: MinorNumber;
  /** All values that any document has for it. */
  readonly enum?: readonly string[];
}

type Fields = Map<string, MergedField>;

/** `documents` are those of consecutive minors, oldest first. */
export function mergeMinors(documents: readonly MinorDocument[]): MergedTypes {
  const types = new Map<string, MergedType>();
  const fieldsOf = new Map<string, Fields>();
  for (const document of documents) {
    for (const type of document.types.values()) {
      const merged = types.get(type.apiName);
      const fields: Fields = fieldsOf.get(type.apiName) ?? new Map();
      fieldsOf.set(type.apiName, fields);
      mergeFields(type, document.minor, fields);
      const union = type.union ?? merged?.union;
      const since = merged?.since ?? document.minor;
      types.set(type.apiName, { apiName: type.apiName, since, fields, ...(union && { union }) });
    }
    for (const [apiName, fields] of fieldsOf) endFields(fields, document, apiName);
  }
  return {
    minors: documents.map((document) => document.minor),
    types,
    podFields: new Set(documents.flatMap((document) => document.podFields)),
  };
}

function mergeFields(type: DocumentType, minor: MinorNumber, fields: Fields): void {
  for (const [name, field] of type.fields) {
    const merged = fields.get(name);
    const where = `${type.apiName}.${name}`;
    if (merged?.until !== undefined) {
      throw new GenerationError([
        `${where} is gone after Kubernetes 1.${merged.until} and back in 1.${minor}: the model cannot say that yet, see codegen/model/merge-minors.ts.`,
      ]);
    }
    const before = merged === undefined ? undefined : describeType(merged.type);
    if (before !== undefined && before !== describeType(field.type)) {
      throw new GenerationError([
        `${where} changes from ${before} to ${describeType(field.type)} in Kubernetes 1.${minor}: the model cannot say that yet, see codegen/model/merge-minors.ts.`,
      ]);
    }
    const values = [...new Set([...(merged?.enum ?? []), ...(field.enum ?? [])])].sort();
    fields.set(name, {
      // The newest document says it best: list types and their keys are missing before 1.30.
      type: field.type,
      required: field.required && (merged?.required ?? true),
      since: merged?.since ?? minor,
      ...(values.length > 0 && { enum: values }),
    });
  }
}

/** Ends the fields that an earlier minor's document had and this one's has not. */
function endFields(fields: Fields, document: MinorDocument, apiName: string): void {
  const known = document.types.get(apiName)?.fields;
  for (const [name, field] of fields) {
    if (field.until === undefined && !known?.has(name)) {
      fields.set(name, { ...field, until: document.minor - 1 });
    }
  }
}

function describeType(type: FieldType): string {
  if (type.kind === 'object') return type.type;
  if (type.kind === 'array') return `${describeType(type.item)}[]`;
  if (type.kind === 'map') return `map of ${describeType(type.value)}`;
  return type.kind;
}
