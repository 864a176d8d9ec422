import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { kubectlTags } from '../../kubeconfig/yaml-tags.js';
import { locate } from './locate.js';
import { findKeyProblems } from './map-keys.js';
import { parseJson } from './parse-json.js';
import type { Source } from './read-source.js';
import type { BrokenDocument, SourceDocument } from './source-document.js';

// an anchor may be used often by an honest file; nested ones multiply, which is what this stops
const aliasLimit = 10_000;

/** Splits a source into its documents, without the empty ones. */
export function parseDocuments(source: Source): readonly SourceDocument[] {
  return parseJson(source) ?? parseYaml(source);
}

function parseYaml(source: Source): readonly SourceDocument[] {
  const lines = new LineCounter();
  const trees = parseAllDocuments(source.text, {
    lineCounter: lines,
    customTags: kubectlTags,
    schema: 'failsafe',
    merge: true,
    logLevel: 'error',
    prettyErrors: false,
    strict: true,
    // quadratic in the parser, and it stops at the first; `findKeyProblems` does it in one walk
    uniqueKeys: false,
  });
  const documents: SourceDocument[] = [];
  for (const tree of trees) {
    const document = readTree(source, lines, tree as Document);
    if (document === undefined) continue;
    documents.push(document);
    // what follows a syntax error is read wrongly, so it would only repeat it
    if ('problem' in document) break;
  }
  return documents;
}

function readTree(source: Source, lines: LineCounter, tree: Document): SourceDocument | undefined {
  const broken = (offset: number, problem: string): BrokenDocument => ({ source, lines, offset, problem });
  const error = tree.errors[0];
  if (error !== undefined) {
    const deep = /call stack/.test(error.message);
    return broken(error.pos[0], deep ? 'is nested too deeply to be read' : `is not YAML: ${error.message}`);
  }
  const start = tree.contents?.range?.[0] ?? 0;
  try {
    const { invalid, duplicates } = findKeyProblems(tree);
    if (invalid !== undefined) return broken(invalid.offset, `${invalid.text}; quote it to make it a string`);
    const value: unknown = tree.toJS({ maxAliasCount: aliasLimit });
    if (value === null || value === undefined) return undefined;
    return {
      source,
      lines,
      value,
      duplicates,
      locate: (path, prefer) => locate(tree, path, prefer),
    };
  } catch (caught) {
    if (caught instanceof RangeError) return broken(start, 'is nested too deeply to be read');
    const why = caught instanceof Error ? caught.message : String(caught);
    if (!/alias count/.test(why)) return broken(start, `is not YAML: ${why}`);
    return broken(start, 'uses its aliases so often that it would not fit in memory; write the values out');
  }
}
