import type { Documents } from '../model/load.js';
import { type OpenApiSchema, referencedName, scalarSchemas, shortName } from '../model/openapi.js';
import { reachable } from '../model/reachable.js';
import { type GeneratedFile, typescriptFile } from './generated-file.js';
import { quoted } from './type-text.js';

const root = 'io.k8s.api.core.v1.Pod';

/** What a field is in one minor, as text; the newest minor that has it decides. */
interface FieldText {
  readonly text: string;
  readonly since: string;
  readonly until: string;
}

/**
 * The fields of a whole Pod, with their types and how their lists and maps are merged: what the API
 * server for tests decodes, patches and applies by.
 */
export function emitPodTypes(documents: Documents, from: string): GeneratedFile {
  const minors = [...documents.keys()];
  const types = readTypes(documents);
  const rows = [...types].map(([name, { fields, atomic }]) => {
    const members = sorted(fields).map(([field, { text, since, until }]) => {
      const parts = [
        text,
        ...(since === minors[0] ? [] : [`since: ${since.slice(2)}`]),
        ...(until === minors.at(-1) ? [] : [`until: ${until.slice(2)}`]),
      ];
      return `      ${field}: { ${parts.join(', ')} },`;
    });
    const extra = atomic ? ' atomic: true,' : '';
    return `  ${name}: {${extra}\n    fields: {\n${members.join('\n')}\n    },\n  },`;
  });
  return typescriptFile('pod-types.ts', from, [
    ...declarations,
    '/** The types that a Pod is made of, by name. */',
    `export const podTypes: { readonly [name: string]: PodType } = {\n${rows.join('\n')}\n};`,
  ]);
}

const declarations = [
  '/** A field: what it holds, in a list or a map if it is one. */',
  'export interface PodField {',
  '  /** A scalar, or the name of a type. */',
  '  readonly of: string;',
  '  /** How the items of a list are told apart: by these fields, by themselves, or not at all. */',
  "  readonly list?: readonly string[] | 'set' | 'atomic';",
  "  readonly map?: 'granular' | 'atomic';",
  "  /** The key by which a strategic merge patch merges the list; `''` for a list of scalars. */",
  '  readonly merge?: string;',
  '  /** The first minor that knows it, where not all do, and the last. */',
  '  readonly since?: number;',
  '  readonly until?: number;',
  '}',
  '',
  'export interface PodType {',
  '  /** Owned as one, never by field. */',
  '  readonly atomic?: true;',
  '  readonly fields: { readonly [name: string]: PodField };',
  '}',
  '',
];

interface TypeText {
  readonly fields: Map<string, FieldText>;
  readonly atomic: boolean;
}

/** By short name, oldest minor first: later ones overwrite what they say otherwise. */
function readTypes(documents: Documents): ReadonlyMap<string, TypeText> {
  const types = new Map<string, TypeText>();
  for (const [minor, { components }] of documents) {
    const schemas = components?.schemas ?? {};
    for (const apiName of podTypesIn(schemas)) {
      const schema = schemas[apiName] ?? {};
      const name = shortName(apiName);
      const fields = types.get(name)?.fields ?? new Map<string, FieldText>();
      for (const [field, property] of Object.entries(schema.properties ?? {})) {
        const since = fields.get(field)?.since ?? minor;
        fields.set(field, { text: describeField(property), since, until: minor });
      }
      types.set(name, { fields, atomic: schema['x-kubernetes-map-type'] === 'atomic' });
    }
  }
  return new Map(sorted(types));
}

function sorted<T>(entries: ReadonlyMap<string, T>): [string, T][] {
  return [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The types with fields of their own that a Pod is made of. */
function podTypesIn(schemas: { readonly [apiName: string]: OpenApiSchema }): readonly string[] {
  const hasFields = (apiName: string | undefined): apiName is string =>
    apiName !== undefined && schemas[apiName]?.properties !== undefined;
  return reachable([root], (apiName) =>
    Object.values(schemas[apiName]?.properties ?? {})
      .map((property) => referencedName(property.items ?? property.additionalProperties ?? property))
      .filter(hasFields),
  );
}

function describeField(schema: OpenApiSchema): string {
  if (schema.items !== undefined) {
    const keys = schema['x-kubernetes-list-map-keys'];
    const list = keys === undefined ? quoted(schema['x-kubernetes-list-type'] ?? 'atomic') : listOf(keys);
    const merge = schema['x-kubernetes-patch-merge-key'] ?? '';
    const merges = schema['x-kubernetes-patch-strategy'] === undefined ? '' : `, merge: ${quoted(merge)}`;
    return `of: ${quoted(describeValue(schema.items))}, list: ${list}${merges}`;
  }
  if (schema.additionalProperties !== undefined) {
    const map = schema['x-kubernetes-map-type'] ?? 'granular';
    return `of: ${quoted(describeValue(schema.additionalProperties))}, map: ${quoted(map)}`;
  }
  return `of: ${quoted(describeValue(schema))}`;
}

function listOf(keys: readonly string[]): string {
  return `[${keys.map(quoted).join(', ')}]`;
}

function describeValue(schema: OpenApiSchema): string {
  const apiName = referencedName(schema);
  if (apiName !== undefined) {
    return scalarSchemas.get(apiName as Parameters<typeof scalarSchemas.get>[0]) ?? shortName(apiName);
  }
  return schema.type === 'integer' ? (schema.format ?? 'int64') : (schema.type ?? 'object');
}
