import { LineCounter } from 'yaml';
import type { Source } from './read-source.js';
import { findDuplicateNames, locateJson, scanValue, skipBlank } from './scan-json.js';
import type { SourceDocument } from './source-document.js';

/**
 * Reads a source that is JSON, one value or several in a row, as `jq` prints them; undefined for
 * anything else, YAML in braces included. Many times faster than reading it as YAML.
 */
export function parseJson(source: Source): readonly SourceDocument[] | undefined {
  const { text } = source;
  const lines = countLines(text);
  const documents: SourceDocument[] = [];
  try {
    for (let at = skipBlank(text, 0); at < text.length; ) {
      if (text.charAt(at) !== '{' && text.charAt(at) !== '[') return undefined;
      const node = scanValue(text, at);
      if (node === undefined) return undefined;
      const value: unknown = JSON.parse(text.slice(node.start, node.end));
      documents.push({
        source,
        lines,
        value,
        duplicates: findDuplicateNames(node),
        locate: (path, prefer) => locateJson(node, path, prefer),
      });
      at = skipBlank(text, node.end);
    }
  } catch {
    // not JSON, or nested too deeply: the YAML parser says which and where
    return undefined;
  }
  return documents;
}

function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}
