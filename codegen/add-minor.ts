import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { canonicalJson, digest } from './canonical.js';
import type { GeneratorIo } from './generator-io.js';
import { minorOf } from './model/model.js';
import type { OpenApiDocument } from './model/openapi.js';
import { pruneToSubresource } from './model/prune-document.js';
import { minorOfDocument, readSource } from './read-source.js';
import { UsageError } from './usage.js';

const usage = `Adds a Kubernetes minor, or takes another release of one: keeps its OpenAPI document in codegen/openapi,
cut to what is used, puts its line into codegen/minors.ts, generates, and says what is left to do.

Usage: npm run add-minor -- <file | url | -> [--release <1.NN.P>]

  kubectl get --raw /openapi/v3/api/v1 | npm run add-minor -- -
  npm run add-minor -- kubernetes/api/openapi-spec/v3/api__v1_openapi.json --release 1.38.0

  --release  where the document does not say it: those in the Kubernetes repository do not

Exit codes: 0 done, 1 something has to be decided first, 2 wrong usage or unreadable input.
`;

/** Adds a minor up to the decisions that only a person can make; returns the exit code. */
export async function addMinor(args: readonly string[], io: GeneratorIo): Promise<number> {
  try {
    const { source, release: said, help } = parse(args);
    if (help) {
      io.out(usage);
      return 0;
    }
    const document = await readSource(source, io.stdin);
    const release = releaseOf(document, said);
    const minor = minorOfDocument(document, release.slice(0, release.lastIndexOf('.')));
    keepDocument(document, minor, release, io);
    return generate(minor, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`error: ${error.message}\nRun with --help to see what can be given.\n`);
    return 2;
  }
}

/** Writes the document and its line in the list of minors: a new one, or that of another release. */
function keepDocument(document: OpenApiDocument, minor: string, release: string, io: GeneratorIo): void {
  const pruned = { ...pruneToSubresource(document), info: { title: 'Kubernetes', version: `v${minor}` } };
  const list = join(io.root, 'codegen/minors.ts');
  const lines = readFileSync(list, 'utf8').split('\n');
  const at = lines.findLastIndex((line) => line.startsWith("  release('"));
  const newest = minorIn(lines[at] ?? '');
  const own = lines.findIndex((line) => minorIn(line) === minor);
  if (own < 0 && minorOf(minor) !== minorOf(newest) + 1) {
    throw new UsageError(
      `Kubernetes ${minor} does not follow ${newest}, the newest minor so far; add those between first`,
    );
  }
  const line = `  release('${release}', '${digest(pruned)}'),`;
  if (own < 0) lines.splice(at + 1, 0, line);
  else lines[own] = line;
  writeFileSync(join(io.root, `codegen/openapi/v${minor}.json`), canonicalJson(pruned));
  writeFileSync(list, lines.join('\n'));
  io.out(`codegen/openapi/v${minor}.json: the document of ${release}\ncodegen/minors.ts: its line\n`);
}

/** `1.38` of the line of 1.38.0, or nothing. */
function minorIn(line: string): string {
  return /^ {2}release\('(1\.\d+)\.\d+'/.exec(line)?.[1] ?? '';
}

/** A program of its own, since the list of minors has changed under this one. */
function generate(minor: string, io: GeneratorIo): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'codegen/main.ts'], {
    cwd: io.root,
    encoding: 'utf8',
  });
  io.out(stdout);
  if (status !== 0) {
    io.err(stderr);
    io.out(`\nDecide these, then: npm run generate. After that:\n${whatToRecord(minor)}`);
    return 1;
  }
  io.out(`\nGenerated. Left to do:\n${whatToRecord(minor)}`);
  return 0;
}

function whatToRecord(minor: string): string {
  return `  record its verdicts: test/conformance/oracle/build ${minor} (CONTRIBUTING.md)
  review its exported names: npx vitest run test/architecture -u
  npm run verify
`;
}

function releaseOf(document: OpenApiDocument, said: string | undefined): string {
  const version = document.info?.version;
  const found = typeof version === 'string' ? /^v?(1\.\d{1,3}\.\d{1,3})(?!\d)/.exec(version)?.[1] : undefined;
  if (said === undefined && found === undefined) {
    throw new UsageError(
      `the document does not say which release it is of (info.version is ${JSON.stringify(version)}); add --release, such as --release 1.38.0`,
    );
  }
  return said ?? found ?? '';
}

function parse(args: readonly string[]): {
  readonly source: string;
  readonly release: string | undefined;
  readonly help: boolean;
} {
  const { values, positionals } = readArgs(args);
  const [source] = positionals;
  const { release, help = false } = values;
  if (help) return { source: '', release, help };
  if (source === undefined || positionals.length > 1) throw new UsageError('name one file, URL or -');
  if (release !== undefined && !/^1\.\d{1,3}\.\d{1,3}$/.test(release)) {
    throw new UsageError(`--release: ${JSON.stringify(release)} is not a release such as 1.38.0`);
  }
  return { source, release, help };
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { release: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
