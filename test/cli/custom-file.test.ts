import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeContainer, prepareFlags } from '../../src/cli/flags/make-container.js';
import { captureIo } from './captured-io.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'custom-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function make(text: string, more: object = {}) {
  const file = join(folder, 'custom.yaml');
  await writeFile(file, text);
  const flags = { image: 'busybox', profile: 'legacy', custom: file, ...more };
  const prepared = await prepareFlags(flags, undefined, captureIo());
  return makeContainer(prepared, { spec: { containers: [] } }).container;
}

describe('--custom', () => {
  test.each([
    ['env:\n- name: ID\n  value: 1234567890123456789\n', '1234567890123456789'],
    ['{"env": [{"name": "ID", "value": 1234567890123456789}]}', '1234567890123456789'],
    ['env:\n- name: ID\n  value: -1234567890123456789\n', '-1234567890123456789'],
    ['env:\n- name: ID\n  value: 0x7fffffffffffffff\n', '9223372036854775807'],
    ['env:\n- name: ID\n  value: 0777777777777777777777\n', '9223372036854775807'],
    ['env:\n- name: ID\n  value: 12345\n', '12345'],
  ])('%j keeps the digits', async (text, value) => {
    expect(await make(text)).toMatchObject({ env: [{ name: 'ID', value }] });
  });
  test('names an unknown field', async () => {
    await expect(make('volumeMount: [{name: data, mountPath: /data}]')).rejects.toMatchObject({
      message: 'custom.volumeMount: no such field',
      hint: 'did you mean volumeMounts, not custom.volumeMount?',
    });
  });
  test('is as lenient as kubectl with --kubectl-compatible', async () => {
    const container = await make('volumeMount: []\nworkingDir: /\n', { kubectlCompatible: true });
    expect(container).toMatchObject({ workingDir: '/' });
    expect(container).not.toHaveProperty('volumeMount');
  });
  test.each([
    ['', 'custom.yaml: is empty; a part of a container is expected'],
    ['a: 1\n---\nb: 2', 'custom.yaml: holds 2 documents; keep one'],
    ['- a', 'custom.yaml: holds no mapping; a part of a container is expected'],
    ['a: [', 'custom.yaml:1:5: is not YAML'],
    ['{"a": ]', 'custom.yaml:1:7: is not'],
  ])('%j is told with its place', async (text, sentence) => {
    await expect(make(text)).rejects.toThrow(sentence);
  });
});
