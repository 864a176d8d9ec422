import { parseQuickly } from './parse-quickly.js';
import { parseTree } from './parse-tree.js';
import type { TextDocument, TextFormat } from './text-document.js';

/** Splits a text into its documents, without the empty ones. */
export function parseDocuments(text: string, format?: TextFormat): readonly TextDocument[] {
  return parseQuickly(text) ?? parseTree(text, { format });
}
