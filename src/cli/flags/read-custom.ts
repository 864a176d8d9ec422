import type { Readable } from 'node:stream';
import { isObject, type JsonObject } from '../../core/json.js';
import { CliError } from '../cli-error.js';
import { readValues } from '../validate/parse-source.js';
import { readSource } from '../validate/read-source.js';

/** Reads the file of `--custom`: a part of a container. Large integers keep their digits, as a bigint. */
export async function readCustom(file: string, stdin: Readable): Promise<JsonObject> {
  const [source, { parseTree }] = await Promise.all([
    readSource(file, stdin),
    import('../../yaml/parse-tree.js'),
  ]);
  const values = readValues(parseTree(source.text, { exactIntegers: true }), source, '--custom ');
  const [value] = values;
  if (value === undefined)
    throw new CliError(`--custom ${source.name}: is empty; a part of a container is expected`);
  if (values.length > 1)
    throw new CliError(`--custom ${source.name}: holds ${values.length} documents; keep one`);
  if (isObject(value)) return value;
  throw new CliError(
    `--custom ${source.name}: holds no mapping; a part of a container is expected, such as "securityContext: …"`,
  );
}
