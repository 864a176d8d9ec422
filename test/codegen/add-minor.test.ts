import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMinor } from '../../codegen/add-minor.js';
import { fileOf } from '../../codegen/model/find-definition.js';
import { loadModel } from '../../codegen/model/load.js';
import { minorOf } from '../../codegen/model/model.js';
import { newestMinor } from '../../generated/facts/minors.js';
import { listSources } from '../architecture/sources.js';
import { readSource, root } from '../root.js';

const copy = mkdtempSync(join(tmpdir(), 'add-minor-'));
const parts = [
  'codegen',
  'generated',
  'src',
  'biome.json',
  'package.json',
  'tsconfig.json',
  'tsup.config.ts',
];
const document = `codegen/openapi/v${newestMinor}.json`;
const brought = loadModel()
  .types.filter((type) => !type.disallowedOnly)
  .flatMap(({ name: type, fields }) =>
    fields
      .filter(({ since }) => since === minorOf(newestMinor))
      .map(({ name }) => ({ type, name, file: `codegen/definitions/${fileOf(type)}.ts` })),
  );

beforeAll(() => {
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('a minor that is taken out comes back by the command and what was decided, byte for byte', async () => {
  const committed = readTree();
  rmSync(join(copy, document));
  edit('codegen/minors.ts', /^ {2}release\(.*\n(?=\])/m);
  // what it brought, and somebody decided
  for (const { file, name } of brought) {
    edit(file, new RegExp(`^ {4}${name}: [\\s\\S]*?\\n(?= {4}\\w| {2}\\})`, 'm'));
    edit(file, new RegExp(`, '${name}'`, 'g'), true);
  }
  generate();
  expect(readTree().has(`generated/v${newestMinor}/index.ts`)).toBe(false);
  expect(readFileSync(join(copy, 'generated/index.ts'), 'utf8')).not.toContain(newestMinor);

  const stopped = await add([join(root, document), '--release', releaseOf(newestMinor)]);
  expect(stopped.code).toBe(brought.length === 0 ? 0 : 1);
  expect(stopped.stderr).toBe(
    brought
      .map(
        ({ file, type, name }) =>
          `${type}.${name} appears in Kubernetes ${newestMinor}, and nobody has decided it: allow or forbid it in ${file}.\n`,
      )
      .join(''),
  );

  for (const { file } of brought) cpSync(join(root, file), join(copy, file));
  const again = await add([join(root, document), '--release', releaseOf(newestMinor)]);
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(again.stdout).toContain(`record its verdicts: test/conformance/oracle/build ${newestMinor}`);
  expect(readTree()).toEqual(committed);
});

test.each([
  [[], 'name one file, URL or -'],
  [['-'], 'the document does not say which release it is of'],
  [['-', '--release', '1.37'], '--release: "1.37" is not a release such as 1.38.0'],
  [['-', '--release', '1.40.0'], `Kubernetes 1.40 does not follow ${newestMinor}, the newest minor so far`],
])('%j is refused, and changes nothing', async (args, sentence) => {
  const before = readTree();
  const json = JSON.parse(readSource(document));
  delete json.info;
  const { code, stderr } = await add(args, JSON.stringify(json));
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
  expect(readTree()).toEqual(before);
});

test('nothing but the list of minors names the newest', () => {
  const files = [...listSources('src', 'scripts', 'codegen'), 'package.json', 'tsup.config.ts'];
  const names = new RegExp(`(?<!kubernetes v)(?<=['"\`/]v?)${newestMinor.replace('.', '\\.')}(?=['"\`/])`);
  const naming = files.filter((file) =>
    readSource(file)
      .split('\n')
      .some((line) => names.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line)),
  );
  expect(naming).toEqual([]);
});

function edit(file: string, pattern: RegExp, optional = false): void {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(pattern, '');
  if (!optional) expect(after).not.toBe(before);
  writeFileSync(path, after);
}

function generate(): void {
  execFileSync(process.execPath, ['--import', 'tsx', 'codegen/main.ts'], { cwd: copy, stdio: 'pipe' });
}

function releaseOf(minor: string): string {
  return (
    new RegExp(`'(${minor.replace('.', '\\.')}\\.\\d+)'`).exec(readSource('codegen/minors.ts'))?.[1] ?? ''
  );
}

/** Every file of the copy, and its text. */
function readTree(): ReadonlyMap<string, string> {
  const files = readdirSync(copy, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [file.slice(copy.length + 1), readFileSync(file, 'utf8')]));
}

async function add(args: readonly string[], stdin = '') {
  let stdout = '';
  let stderr = '';
  const code = await addMinor(args, {
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
