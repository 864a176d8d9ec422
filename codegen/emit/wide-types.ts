import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { canonicalJson } from '../canonical.js';
import type { OpenApiDocument } from '../model/openapi.js';
import { pruneToType } from '../model/prune-document.js';
import { rootType } from '../model/read-document.js';
import { type GeneratedFile, preamble } from './generated-file.js';

/** The types as the document has them, by openapi-typescript: what the narrowed ones are held to. */
export async function emitWideTypes(minor: string, document: OpenApiDocument): Promise<GeneratedFile> {
  const pruned = canonicalJson(pruneToType(document, rootType));
  const types = await openapiTS(JSON.parse(pruned) as OpenAPI3, {
    alphabetize: true,
    // Else a field with a default becomes a required one.
    defaultNonNullable: false,
    silent: true,
  });
  const from = `the OpenAPI document of Kubernetes ${minor} by openapi-typescript`;
  return { path: `api/v${minor}.ts`, text: `${preamble(from)}\n${astToString(types)}` };
}
