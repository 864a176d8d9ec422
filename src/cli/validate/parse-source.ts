import { parseQuickly } from '../../yaml/parse-quickly.js';
import { placesIn } from '../../yaml/place.js';
import type { TextDocument } from '../../yaml/text-document.js';
import { CliError } from '../cli-error.js';
import type { Source } from './read-source.js';

/** The documents of a source. The parser of all YAML is loaded only for what nothing else can read. */
export async function parseSource({ name, text }: Source): Promise<readonly TextDocument[]> {
  const documents = parseQuickly(text);
  if (documents !== undefined) return documents;
  const { parseTree } = await import('../../yaml/parse-tree.js');
  return parseTree(text, { format: formatOf(name) });
}

/** The format by file extension; standard input is recognized by its content. */
function formatOf(name: string): 'json' | 'yaml' | undefined {
  if (/\.json$/i.test(name)) return 'json';
  return /\.ya?ml$/i.test(name) ? 'yaml' : undefined;
}

/** The value of each document. @throws CliError where one cannot be read, with `label` before its place. */
export function readValues(
  documents: readonly TextDocument[],
  { name, text }: Source,
  label = '',
): readonly unknown[] {
  return documents.map((document) => {
    if (!('problem' in document)) return document.value;
    const { line, column } = placesIn(text)({ start: document.offset, end: document.offset });
    throw new CliError(`${label}${name}:${line}:${column}: ${document.problem}`);
  });
}
