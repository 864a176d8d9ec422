import { Composer, type Document, Parser } from 'yaml';
import { checkKeys } from './check-keys.js';
import { findDeepToken } from './find-deep-token.js';
import { locate } from './locate.js';
import { findJsonError, startsJson } from './parse-json.js';
import type { BrokenDocument, TextDocument, TextFormat } from './text-document.js';
import { exactTags, kubectlTags } from './yaml-tags.js';

// an anchor may be used often by an honest file; nested ones multiply, which is what this stops
const aliasLimit = 10_000;

export interface TreeOptions {
  readonly format?: TextFormat | undefined;
  /** Integers that no number can hold become a bigint. */
  readonly exactIntegers?: boolean;
}

/** Reads any YAML, JSON included, into its documents, without the empty ones. */
export function parseTree(text: string, options: TreeOptions = {}): readonly TextDocument[] {
  const documents: TextDocument[] = [];
  for (const tree of parseTrees(text, options)) {
    const document = readTree(tree);
    if (document === undefined) continue;
    documents.push(document);
    // what follows a syntax error is read wrongly, so it would only repeat it
    if ('problem' in document) return sayJson(text, documents, options.format);
  }
  return documents;
}

/** Of what is meant as JSON, an error that speaks of YAML would only confuse. */
function sayJson(
  text: string,
  documents: readonly TextDocument[],
  format = startsJson(text) ? 'json' : 'yaml',
): readonly TextDocument[] {
  const error = format === 'json' ? findJsonError(text) : undefined;
  return error === undefined ? documents : [...documents.slice(0, -1), error];
}

function* parseTrees(text: string, { exactIntegers }: TreeOptions): Generator<Document | BrokenDocument> {
  const tokens = [...new Parser().parse(text)];
  const tooDeep = findDeepToken(tokens);
  if (tooDeep !== undefined) {
    yield { offset: tooDeep.offset, problem: 'is nested too deeply to be read' };
    return;
  }
  const composer = new Composer({
    customTags: exactIntegers === true ? exactTags : kubectlTags,
    schema: 'failsafe',
    merge: true,
    logLevel: 'error',
    prettyErrors: false,
    strict: true,
    // quadratic in the parser, and it stops at the first; `checkKeys` does it in one walk
    uniqueKeys: false,
  });
  for (const tree of composer.compose(tokens)) yield tree as Document;
}

function readTree(tree: Document | BrokenDocument): TextDocument | undefined {
  if ('problem' in tree) return tree;
  const error = tree.errors[0];
  if (error !== undefined) return { offset: error.pos[0], problem: `is not YAML: ${error.message}` };
  const offset = tree.contents?.range?.[0] ?? 0;
  try {
    const { invalid, duplicates } = checkKeys(tree);
    if (invalid !== undefined)
      return { offset: invalid, problem: 'has a key that is not a string; quote it to make it a string' };
    const value: unknown = tree.toJS({ maxAliasCount: aliasLimit });
    if (value === null || value === undefined) return undefined;
    return {
      value,
      findDuplicates: () => duplicates,
      locate: (path, prefer) => locate(tree, path, prefer),
    };
  } catch (caught) {
    const why = caught instanceof Error ? caught.message : String(caught);
    if (!/alias count/.test(why)) return { offset, problem: `is not YAML: ${why}` };
    return {
      offset,
      problem: 'uses its aliases so often that it would not fit in memory; write the values out',
    };
  }
}
