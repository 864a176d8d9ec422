import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ValidateFilesOptions, validateFiles } from '../../src/cli/validate/validate-files.js';
import type { Validator } from '../../src/text/validate-subject.js';
import { smallValidator } from '../text/small-validator.js';
import { captureIo } from './captured-io.js';

let folder: string;
const files: Readonly<Record<string, string | Buffer>> = {
  'good.yaml': 'name: a\n',
  'bad.json': '{"ports": []}',
  'kind.yaml': 'kind: Deployment\n',
  'binary.yaml': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]),
  'latin.yaml': Buffer.from([0x6e, 0x3a, 0x20, 0xe9, 0x0a]),
  'utf16.yaml': Buffer.from('\ufeffname: a', 'utf16le'),
  'marked.yaml': '\ufeffports: 1\nname: a\n',
  'pod.yaml': 'kind: Pod\nmetadata: {name: web, uid: "1"}\nspec: {ephemeralContainers: [{name: old}]}\n',
  'other.yaml': 'kind: Pod\nmetadata: {name: other}\nspec: {}\n',
  'two.yaml': 'kind: Pod\n---\nkind: Pod\n',
  'empty.yaml': '',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'validate-'));
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
});
afterAll(() => rm(folder, { recursive: true }));

async function validate(names: readonly string[], options: Partial<ValidateFilesOptions> = {}, input = '') {
  const io = captureIo(input);
  const paths = names.map((name) => (name === '-' ? name : join(folder, name)));
  const settings = {
    validators: new Map([['1.37', smallValidator]]),
    fieldValidation: 'Strict',
    output: 'text',
    ...options,
  } as const;
  const pod = options.pod === undefined || options.pod === '-' ? options.pod : join(folder, options.pod);
  const strip = (text: string) => text.replaceAll(`${folder}/`, '');
  try {
    const code = await validateFiles(paths, { ...settings, pod }, io);
    return { code, out: strip(io.out()), err: strip(io.err()) };
  } catch (error) {
    return { code: 'thrown', out: '', err: strip(String(error)) };
  }
}

describe('exit codes', () => {
  test('0 where all is valid', async () => {
    expect(await validate(['good.yaml'])).toEqual({
      code: 0,
      out: 'good.yaml:1:1: valid: container "a"\n',
      err: '',
    });
  });
  test('1 where something is invalid, whatever comes after', async () => {
    const { code, out } = await validate(['bad.json', 'good.yaml']);
    expect(code).toBe(1);
    expect(out).toContain('bad.json:1:2: spec.ephemeralContainers[0].ports: Forbidden: no');
    expect(out).toContain('good.yaml:1:1: valid');
  });
  test('2 where something cannot be validated, and the rest is validated all the same', async () => {
    const { code, out, err } = await validate(['kind.yaml', 'nowhere.yaml', 'bad.json']);
    expect(code).toBe(2);
    expect(out).toContain('kind.yaml:1:1: skipped: is a Deployment');
    expect(err).toContain('nowhere.yaml: cannot be read: no such file; check the path');
    expect(out).toContain('bad.json:1:2: ');
  });
});

describe('what cannot be read', () => {
  test.each([
    ['binary.yaml', 'is a binary file; YAML or JSON text is expected'],
    ['latin.yaml', 'is not UTF-8 text; YAML or JSON text in UTF-8 is expected'],
    ['utf16.yaml', 'is UTF-16; save it as UTF-8'],
    ['empty.yaml', 'is empty; a container, a list of containers or a Pod is expected'],
    ['good.yaml/x', 'cannot be read: a part of the path is not a directory; check the path'],
  ])('%s', async (name, sentence) => {
    const { code, err, out } = await validate([name]);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(`: ${sentence}`);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
  test('a file without an end', async () => {
    const io = captureIo();
    const options = {
      validators: new Map([['1.37', smallValidator]]),
      fieldValidation: 'Strict',
      output: 'text',
    } as const;
    expect(await validateFiles(['/dev/zero'], options, io)).toBe(2);
    expect(io.err()).toBe('/dev/zero: is larger than 64 MiB; split it into smaller files\n');
  });
  test('a byte order mark is not part of the text', async () => {
    expect((await validate(['marked.yaml'])).out).toContain(
      'marked.yaml:1:1: spec.ephemeralContainers[0].ports',
    );
  });
});

describe('standard input', () => {
  test('is a file named -', async () => {
    expect(await validate(['-'], {}, 'name: b')).toEqual({
      code: 0,
      out: '<stdin>:1:1: valid: container "b"\n',
      err: '',
    });
  });
  test('without anything', async () => {
    expect((await validate(['-'])).err).toBe(
      '<stdin>: is empty; a container, a list of containers or a Pod is expected\n',
    );
  });
  test('can be named once', async () => {
    const { code, err } = await validate(['-'], { pod: '-' }, 'name: b');
    expect(code).toBe('thrown');
    expect(err).toContain('standard input can be read once');
  });
});

describe('--pod', () => {
  const seen: unknown[] = [];
  const validator: Validator = {
    container: (value, options) => {
      seen.push(options.pod);
      return smallValidator.container(value, options);
    },
    list: (value, options) => {
      seen.push(options.pod);
      return smallValidator.list(value, options);
    },
  };
  test('is what a container, a list and another Pod are validated against', async () => {
    await validate(
      ['-'],
      { validators: new Map([['1.37', validator]]), pod: 'pod.yaml' },
      'name: a\n---\n- name: a\n---\nkind: Pod\nspec: {ephemeralContainers: []}',
    );
    expect(seen).toHaveLength(3);
    for (const pod of seen)
      expect(pod).toMatchObject({
        metadata: { name: 'web' },
        spec: { ephemeralContainers: [{ name: 'old' }] },
      });
  });
  test('a manifest with ephemeral containers is then an update', async () => {
    const input = 'kind: Pod\nspec: {ephemeralContainers: [{name: a}]}';
    expect((await validate(['-'], { pod: 'pod.yaml' }, input)).code).toBe(0);
    expect((await validate(['-'], {}, input)).code).toBe(1);
  });
  test('without it a Pod is its own', async () => {
    seen.length = 0;
    await validate(['pod.yaml'], { validators: new Map([['1.37', validator]]) });
    expect(seen).toMatchObject([
      { metadata: { name: 'web' }, spec: { ephemeralContainers: [{ name: 'old' }] } },
    ]);
  });
  test('a manifest is validated as the Pod that could be created', async () => {
    seen.length = 0;
    await validate(
      ['-'],
      { validators: new Map([['1.37', validator]]) },
      'kind: Pod\nspec: {hostPID: true, ephemeralContainers: [{name: a}]}',
    );
    expect(seen).toEqual([{ kind: 'Pod', spec: { hostPID: true } }]);
  });
  test('is not the Pod of the file', async () => {
    const { code, err } = await validate(['other.yaml'], { pod: 'pod.yaml' });
    expect(code).toBe(2);
    expect(err).toContain('is the Pod other, but to be validated against the Pod web');
  });
  test.each([
    ['two.yaml', 'holds 2 Pods; pass a file with one'],
    ['empty.yaml', 'holds nothing; a Pod is expected'],
    ['good.yaml', 'holds a container, not a Pod'],
    ['kind.yaml', 'is a Deployment'],
    ['nowhere.yaml', 'no such file'],
  ])('%s', async (pod, sentence) => {
    const { code, err } = await validate(['good.yaml'], { pod });
    expect(code).toBe('thrown');
    expect(err).toContain(sentence);
  });
});

describe('-o json', () => {
  test('a Status a line, for what cannot be read too, and the sentence on standard error', async () => {
    const { code, out, err } = await validate(['good.yaml', 'bad.json', 'nowhere.yaml'], { output: 'json' });
    expect(code).toBe(2);
    const statuses = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(statuses.map(({ kind, status, code: http }) => [kind, status, http])).toEqual([
      ['Status', 'Success', 200],
      ['Status', 'Failure', 422],
      ['Status', 'Failure', 400],
    ]);
    expect(err).toBe(
      'nowhere.yaml: cannot be read: no such file; check the path, or pass - to read standard input\n',
    );
  });
});
