import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runGenerator } from '../../codegen/run.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
// A copy, so that nothing here can leave the repository changed.
const copy = mkdtempSync(join(tmpdir(), 'codegen-'));
const document = readFileSync(join(repository, 'codegen/openapi/v1.34.json'), 'utf8');

beforeAll(() => {
  for (const part of ['codegen', 'generated', 'src', 'biome.json', 'package.json', 'tsconfig.json']) {
    cpSync(join(repository, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('generate --check', () => {
  test('finds nothing in what is committed', async () => {
    expect(await generate(['--check'])).toMatchObject({ code: 0, stderr: '' });
  });

  test('finds changed, missing and surplus files, shows one and says how to fix it', async () => {
    const changed = join(copy, 'generated/facts/minors.ts');
    const before = readFileSync(changed, 'utf8');
    writeFileSync(changed, before.replace("'1.30'", "'1.99'"));
    rmSync(join(copy, 'generated/shapes/v1.35.ts'));
    writeFileSync(join(copy, 'generated/schemas/v1.24.json'), '{}');

    const { code, stderr } = await generate(['--check']);
    expect(code).toBe(1);
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'changed generated/facts/minors.ts',
      'surplus generated/schemas/v1.24.json',
      'missing generated/shapes/v1.35.ts',
    ]);
    expect(stderr).toContain(
      '--- generated/facts/minors.ts\n+++ generated/facts/minors.ts (generated)\n@@ -',
    );
    expect(stderr).toContain("\n-  '1.99',\n+  '1.30',\n");
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('To fix it, run: npm run generate');

    const fixed = await generate([]);
    expect(fixed.code).toBe(0);
    expect(fixed.stdout).toContain('2 written, 1 removed');
    expect(readFileSync(changed, 'utf8')).toBe(before);
    expect(await generate(['--check'])).toMatchObject({ code: 0 });
  });

  test('stops on a field that nobody decided, and leaves everything as it was', async () => {
    const file = join(copy, 'codegen/openapi/v1.37.json');
    const before = readFileSync(file, 'utf8');
    const edited = JSON.parse(before);
    edited.components.schemas['io.k8s.api.core.v1.EphemeralContainer'].properties.priority = {
      type: 'string',
    };
    writeFileSync(file, JSON.stringify(edited));
    const { code, stderr } = await generate([]);
    writeFileSync(file, before);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'EphemeralContainer.priority appears in Kubernetes 1.37, and nobody has decided it: allow or forbid it in codegen/definitions/ephemeral-container.ts.\n',
    );
    expect(await generate(['--check'])).toMatchObject({ code: 0 });
  });
});

test('the program reads standard input, writes what it is told to and ends with the exit code', async () => {
  const good = await start(['--schema', '-', '--out', 'out/program'], document);
  expect(good).toMatchObject({ code: 0, stderr: '' });
  expect(good.stdout).toContain('out/program: 4 files, 4 written, 0 removed, 0 unchanged\n');
  expect(readFileSync(join(copy, 'out/program/api/v1.34.ts'), 'utf8')).toContain('EphemeralContainer');
  const bad = await start(['--schema', '-', '--minor', 'x'], document);
  expect(bad).toMatchObject({ code: 2, stdout: '' });
  expect(bad.stderr).toMatch(/^error: --minor: "x" is not a Kubernetes minor such as 1\.34\n/);
});

describe('generate --schema', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/openapi/v3/api/v1') response.end(document);
      else response.writeHead(404).end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => server.close());

  test('reads a file, standard input and a URL alike', async () => {
    const sources = {
      file: join(copy, 'codegen/openapi/v1.34.json'),
      stdin: '-',
      url: `${url}/openapi/v3/api/v1`,
    };
    const written = await Promise.all(
      Object.entries(sources).map(async ([name, source]) => {
        const out = join(copy, 'out', name);
        const result = await generate(['--schema', source, '--out', out], source === '-' ? document : '');
        expect(result).toMatchObject({ code: 0, stderr: '' });
        return ['shapes/v1.34.ts', 'shapes/disallowed.ts', 'api/v1.34.ts', 'schemas/v1.34.json'].map((path) =>
          readFileSync(join(out, path), 'utf8'),
        );
      }),
    );
    expect(written[1]).toEqual(written[0]);
    expect(written[2]).toEqual(written[0]);
    expect(written[0]?.[0]).toContain("import type { Forbidden } from 'ephemeral-containers';");
  });

  test('puts the document in the place of its minor', async () => {
    expect(await generate(['--schema', join(copy, 'codegen/openapi/v1.34.json'), '--check'])).toMatchObject({
      code: 0,
    });
  });

  test.each<[string, () => readonly string[], string, string]>([
    ['an unknown option', () => ['--chek'], '', "error: Unknown option '--chek'"],
    ['an argument', () => ['v1.34.json'], '', 'error: Unexpected argument'],
    ['--out alone', () => ['--out', 'x'], '', 'error: --out needs --schema'],
    ['--minor alone', () => ['--minor', '1.34'], '', 'error: --minor needs --schema'],
    [
      'a wrong --minor',
      () => ['--schema', '-', '--minor', '34'],
      '',
      'error: --minor: "34" is not a Kubernetes',
    ],
    ['a file that is not there', () => ['--schema', 'no.json'], '', 'error: cannot read no.json: ENOENT'],
    ['nothing on standard input', () => ['--schema', '-'], '', 'error: standard input is empty'],
    ['what is not JSON', () => ['--schema', '-'], 'openapi: 3', 'error: standard input is not JSON: '],
    [
      'what is not a document',
      () => ['--schema', '-'],
      '[]',
      'error: standard input is not an OpenAPI v3 document',
    ],
    ['a URL that is not there', () => ['--schema', `${url}/x`], '', `/x answers 404 Not Found`],
    [
      'a document that does not say its minor',
      () => ['--schema', '-'],
      '{"info":{"version":"unversioned"},"components":{}}',
      'error: the document does not say which minor it is of (info.version is "unversioned"); add --minor, such as',
    ],
    [
      'a minor that is not what the document says',
      () => ['--schema', '-', '--minor', '1.30'],
      document,
      'error: --minor is 1.30, but info.version of the document is v1.34',
    ],
    [
      'a minor that is too old',
      () => ['--schema', '-', '--minor', '1.24'],
      '{"components":{}}',
      'error: Kubernetes 1.24 is older than 1.25, the oldest minor that is supported',
    ],
  ])('ends with 2 on %s', async (_, args, stdin, message) => {
    const { code, stderr, stdout } = await generate(args(), stdin);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('shows its usage', async () => {
    expect(await generate(['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--schema <source>'),
    });
  });
});

/** Runs the generator on the copy. */
async function generate(args: readonly string[], stdin = '') {
  let stdout = '';
  let stderr = '';
  const code = await runGenerator(args, {
    root: copy,
    stdin: Readable.from([stdin]),
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
  });
  return { code, stdout, stderr };
}

/** Runs the program itself. */
async function start(args: readonly string[], stdin = '') {
  const child = spawn(process.execPath, ['--import', 'tsx', 'codegen/main.ts', ...args], { cwd: copy });
  // A program that ends on wrong usage does not read its input first.
  child.stdin.on('error', () => undefined).end(stdin);
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, stdout, stderr };
}
