import { readFileSync } from 'node:fs';
import { decisions } from '../decisions/index.js';
import { supportedMinors } from '../minors.js';
import { applyDecisions, minorOf } from './apply-decisions.js';
import { mergeMinors } from './merge-minors.js';
import type { Model } from './model.js';
import type { OpenApiDocument } from './openapi.js';
import { readDocument } from './read-document.js';

/** The vendored documents of all supported minors, by minor: `1.34`. */
export function loadDocuments(): ReadonlyMap<string, OpenApiDocument> {
  return new Map(
    supportedMinors.map(({ minor }) => {
      const file = new URL(`../openapi/v${minor}.json`, import.meta.url);
      return [minor, JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument];
    }),
  );
}

/** The model of everything that is supported, from the vendored documents and the decisions. */
export function loadModel(documents = loadDocuments()): Model {
  const read = [...documents].map(([minor, document]) => readDocument(document, minorOf(minor)));
  return applyDecisions(mergeMinors(read), decisions);
}
