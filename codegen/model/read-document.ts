import { GenerationError } from '../generation-error.js';
import type { FieldType, MinorNumber } from './model.js';
import { type OpenApiDocument, type OpenApiSchema, referencedName, scalarSchemas } from './openapi.js';
import { reachable } from './reachable.js';

/** What one minor's document says about everything reachable from the root type. */
export interface MinorDocument {
  readonly minor: MinorNumber;
  /** By API name, in the order of first use, depth first, fields in alphabetical order. */
  readonly types: ReadonlyMap<string, DocumentType>;
  /** The fields of a Pod's spec. */
  readonly podFields: readonly string[];
}

export interface DocumentType {
  readonly apiName: string;
  readonly fields: ReadonlyMap<string, DocumentField>;
  readonly union?: { readonly discriminator: string; readonly fields: readonly string[] };
}

export interface DocumentField {
  readonly type: FieldType;
  readonly required: boolean;
  /** Only running servers publish enums; the documents of the releases have none. */
  readonly enum?: readonly string[];
}

export const rootType = 'io.k8s.api.core.v1.EphemeralContainer';

/** Reads the closure of `EphemeralContainer` out of an OpenAPI v3 document, pruned or whole. */
export function readDocument(document: OpenApiDocument, minor: MinorNumber): MinorDocument {
  const schemas = document.components?.schemas;
  if (schemas?.[rootType] === undefined) {
    throw new GenerationError([
      `The document of Kubernetes 1.${minor} has no components.schemas["${rootType}"]: it must be the OpenAPI v3 document that an API server serves at /openapi/v3/api/v1.`,
    ]);
  }
  const types = new Map<string, DocumentType>();
  reachable([rootType], (apiName) => {
    const type = readDocumentType(apiName, schemas, minor);
    types.set(apiName, type);
    return [...type.fields.values()].flatMap((field) => objectsIn(field.type));
  });
  const spec = schemas['io.k8s.api.core.v1.PodSpec']?.properties ?? {};
  return { minor, types, podFields: Object.keys(spec) };
}

function readDocumentType(
  apiName: string,
  schemas: { readonly [apiName: string]: OpenApiSchema },
  minor: MinorNumber,
): DocumentType {
  const schema = schemas[apiName] ?? {};
  const required = new Set(schema.required);
  const fields = new Map<string, DocumentField>();
  for (const name of Object.keys(schema.properties ?? {}).sort()) {
    const property = schema.properties?.[name] ?? {};
    const where = `${apiName}.${name}`;
    const type = readType(property, where, minor);
    const missing = objectsIn(type).find((other) => schemas[other] === undefined);
    if (missing !== undefined) {
      throw new GenerationError([
        `The document of Kubernetes 1.${minor} refers to ${missing} in ${where}, but has no such schema.`,
      ]);
    }
    const values = property.enum ?? property.items?.enum;
    fields.set(name, { type, required: required.has(name), ...(values && { enum: values }) });
  }
  return { apiName, fields, ...readUnion(schema) };
}

/** Types are named by their full API name here; `applyDefinitions` shortens them. */
function readType(schema: OpenApiSchema, where: string, minor: MinorNumber): FieldType {
  const apiName = referencedName(schema);
  if (apiName !== undefined) {
    const scalar = scalarSchemas.get(apiName as Parameters<typeof scalarSchemas.get>[0]);
    return scalar === undefined ? { kind: 'object', type: apiName } : { kind: scalar };
  }
  if (schema.type === 'string' || schema.type === 'boolean') return { kind: schema.type };
  if (schema.type === 'integer' && schema.format === 'int32') return { kind: 'int32' };
  if (schema.type === 'integer' && schema.format === 'int64') return { kind: 'int64' };
  if (schema.type === 'array' && schema.items !== undefined) {
    const mapKeys = schema['x-kubernetes-list-map-keys'] ?? mergeKey(schema);
    return {
      kind: 'array',
      item: readType(schema.items, where, minor),
      listType: readListType(schema),
      ...(mapKeys && { mapKeys }),
    };
  }
  if (schema.type === 'object' && schema.additionalProperties !== undefined) {
    return { kind: 'map', value: readType(schema.additionalProperties, where, minor) };
  }
  throw new GenerationError([
    `${where} has a type in Kubernetes 1.${minor} that the generator does not know (${JSON.stringify(schema)}): teach it in codegen/model/read-document.ts readType.`,
  ]);
}

/** Before 1.30 the documents name the merge key of a list, but not that it is a map. */
function readListType(schema: OpenApiSchema): 'atomic' | 'map' | 'set' {
  const listType = schema['x-kubernetes-list-type'];
  if (listType === 'map' || listType === 'set') return listType;
  return schema['x-kubernetes-patch-merge-key'] === undefined ? 'atomic' : 'map';
}

function mergeKey(schema: OpenApiSchema): readonly string[] | undefined {
  const key = schema['x-kubernetes-patch-merge-key'];
  return key === undefined ? undefined : [key];
}

function readUnion(schema: OpenApiSchema): Pick<DocumentType, 'union'> {
  const union = schema['x-kubernetes-unions']?.[0];
  if (union?.discriminator === undefined) return {};
  const fields = Object.keys(union['fields-to-discriminateBy'] ?? {}).sort();
  return { union: { discriminator: union.discriminator, fields } };
}

/** The object types that a field's type mentions. */
export function objectsIn(type: FieldType): readonly string[] {
  if (type.kind === 'object') return [type.type];
  if (type.kind === 'array') return objectsIn(type.item);
  if (type.kind === 'map') return objectsIn(type.value);
  return [];
}
