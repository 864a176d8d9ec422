import type { Readable } from 'node:stream';
import { CliError } from '../cli-error.js';
import { isObject, type JsonObject } from '../validate/kinds.js';
import { parseDocuments } from '../validate/parse-documents.js';
import { readSource } from '../validate/read-source.js';
import { positionOf } from '../validate/source-excerpt.js';

/** Reads the file of `--custom`: a part of a container. */
export async function readCustom(file: string, stdin: Readable): Promise<JsonObject> {
  const source = await readSource(file, stdin);
  const documents = parseDocuments(source);
  const [document] = documents;
  if (document === undefined)
    throw new CliError(`--custom ${source.name}: is empty; a part of a container is expected`);
  if ('problem' in document) {
    const { line, column } = positionOf(document.lines, document.offset);
    throw new CliError(`--custom ${source.name}:${line}:${column}: ${document.problem}`);
  }
  if (documents.length > 1)
    throw new CliError(`--custom ${source.name}: holds ${documents.length} documents; keep one`);
  if (isObject(document.value)) return document.value;
  throw new CliError(
    `--custom ${source.name}: holds no mapping; a part of a container is expected, such as "securityContext: …"`,
  );
}
