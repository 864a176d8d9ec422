import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { canonicalJson, digest } from '../codegen/canonical.js';
import { pruneToSubresource } from '../codegen/model/prune-document.js';
import { minorOfDocument, readSource } from '../codegen/read-source.js';
import { findRoot } from '../codegen/root.js';
import { UsageError } from '../codegen/usage.js';

const usage = `Takes the OpenAPI document of a release into codegen/openapi: cut to what is used, keys sorted.

Usage: npx tsx scripts/fetch-schema.ts <file | url | -> --release <1.NN.P>

  kubectl get --raw /openapi/v3/api/v1 | npx tsx scripts/fetch-schema.ts - --release 1.38.0
  npx tsx scripts/fetch-schema.ts api/openapi-spec/v3/api__v1_openapi.json --release 1.38.0
`;

try {
  await fetchSchema(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`error: ${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

async function fetchSchema(args: readonly string[]): Promise<void> {
  const { source, release } = parse(args);
  const document = await readSource(source, process.stdin);
  const minor = minorOfDocument(document, release.slice(0, release.lastIndexOf('.')));
  const pruned = { ...pruneToSubresource(document), info: { title: 'Kubernetes', version: `v${minor}` } };
  const file = `codegen/openapi/v${minor}.json`;
  writeFileSync(join(findRoot(), file), canonicalJson(pruned));
  process.stdout.write(
    `wrote ${file}\n\nIts line in codegen/minors.ts:\n  release('${release}', '${digest(pruned)}'),\n`,
  );
}

function parse(args: readonly string[]): { readonly source: string; readonly release: string } {
  const { values, positionals } = readArgs(args);
  const [source] = positionals;
  const { release } = values;
  if (source === undefined || positionals.length > 1) throw new UsageError('name one file, URL or -');
  if (release === undefined || !/^1\.\d{1,3}\.\d{1,3}$/.test(release)) {
    throw new UsageError('--release must be that of the document, such as 1.38.0');
  }
  return { source, release };
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { release: { type: 'string' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
