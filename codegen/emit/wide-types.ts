import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';
import { canonicalJson } from '../canonical.js';
import type { Documents } from '../model/load.js';
import type { OpenApiDocument } from '../model/openapi.js';
import { pruneToType } from '../model/prune-document.js';
import { rootType } from '../model/read-document.js';
import { astToString, resolveRef, scanDiscriminators, transformSchema } from './compilers.js';
import { type GeneratedFile, preamble } from './generated-file.js';

/** The types as the documents have them, by openapi-typescript, which tests compare the narrowed ones with. */
export function emitWideTypes(documents: Documents): readonly GeneratedFile[] {
  const texts = new Map<string, string>();
  return [...documents].map(([minor, document]) => {
    const schemas = canonicalJson(pruneToType(document, rootType).components);
    // several minors publish the same
    const text = texts.get(schemas) ?? emitTypes(document, schemas);
    texts.set(schemas, text);
    const from = `the OpenAPI document of Kubernetes ${minor} by openapi-typescript`;
    return { path: `api/v${minor}.ts`, text: `${preamble(from)}\n${text}` };
  });
}

/** Without its default export, which lints the document first: what an API server publishes needs no lint. */
function emitTypes({ openapi, info }: OpenApiDocument, schemas: string): string {
  const schema = { openapi, info, paths: {}, components: JSON.parse(schemas) } as OpenAPI3;
  const context: Omit<GlobalContext, 'redoc'> = {
    ...defaults,
    discriminators: scanDiscriminators(schema, {}),
    injectFooter: [],
    resolve: ($ref) => resolveRef(schema, $ref, { silent: true }),
  };
  // `redoc` configures the lint that is left out
  return astToString(transformSchema(schema, context as GlobalContext));
}

/** Its own defaults, but for the order. */
const defaults: Omit<GlobalContext, 'discriminators' | 'injectFooter' | 'redoc' | 'resolve'> = {
  alphabetize: true,
  // else a field with a default becomes a required one
  defaultNonNullable: false,
  silent: true,
  additionalProperties: false,
  arrayLength: false,
  emptyObjectsUnknown: false,
  enum: false,
  enumValues: false,
  conditionalEnums: false,
  dedupeEnums: false,
  excludeDeprecated: false,
  exportType: false,
  immutable: false,
  pathParamsAsTypes: false,
  propertiesRequiredByDefault: false,
  rootTypes: false,
  rootTypesNoSchemaPrefix: false,
  rootTypesKeepCasing: false,
  makePathsEnum: false,
  generatePathParams: false,
  readWriteMarkers: false,
  postTransform: undefined,
  transform: undefined,
  transformProperty: undefined,
};
