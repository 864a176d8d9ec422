import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../canonical.js';
import { definitions } from '../definitions/index.js';
import { GenerationError } from '../generation-error.js';
import { supportedMinors } from '../minors.js';
import { findRoot } from '../root.js';
import { applyDefinitions } from './apply-definitions.js';
import { mergeMinors } from './merge-minors.js';
import { type Model, minorOf } from './model.js';
import type { OpenApiDocument } from './openapi.js';
import { readDocument } from './read-document.js';

export type Documents = ReadonlyMap<string, OpenApiDocument>;

/** The vendored documents of all supported minors, by minor: `1.34`. */
export function loadDocuments(root = findRoot()): Documents {
  return new Map(supportedMinors.map(({ minor }) => [minor, loadDocument(root, minor)]));
}

function loadDocument(root: string, minor: string): OpenApiDocument {
  const file = `codegen/openapi/v${minor}.json`;
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new GenerationError([`${file} cannot be read (${why}): see "Add a minor" in codegen/README.md.`]);
  }
}

/** The model of everything that is supported, from documents by minor and the definitions. */
export function loadModel(documents = loadDocuments()): Model {
  const read = [...documents].map(([minor, document]) => readDocument(document, minorOf(minor)));
  return applyDefinitions(mergeMinors(read), definitions);
}

/** Stops where a vendored document is not the one that codegen/minors.ts vouches for. */
export function checkDigests(documents: Documents): void {
  const problems = supportedMinors.flatMap(({ minor, sha256 }) => {
    const actual = digest(documents.get(minor));
    if (actual === sha256) return [];
    return [
      `codegen/openapi/v${minor}.json is not the document that codegen/minors.ts has the digest of: bring it back, or put ${actual} there if the change is meant.`,
    ];
  });
  if (problems.length > 0) throw new GenerationError(problems);
}
