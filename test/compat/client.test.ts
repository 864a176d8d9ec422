import { spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { hang } from '../limits.js';
import { findProgram } from '../programs/built.js';
import { root } from '../root.js';
import { createProgram, listErrors, readOptions } from '../types/program.js';
import { type Compat, installedCompat } from './installed.js';

let compat: Compat;
let newest: string;
beforeAll(async () => {
  compat = await installedCompat();
  newest = join(root, 'node_modules/@kubernetes/client-node');
});

/** A release of client-node, and a Node to run it on. */
const pairs: readonly (readonly [string, string, () => string, () => string | undefined])[] = [
  ['1.1', 'this Node', () => compat.clientNodes1['1.1'], () => process.execPath],
  ['1.2', 'this Node', () => compat.clientNodes1['1.2'], () => process.execPath],
  ['1.3', 'this Node', () => compat.clientNodes1['1.3'], () => process.execPath],
  ['1.4', 'this Node', () => newest, () => process.execPath],
  ['1.4', 'Node 22', () => newest, () => compat.node22],
  ['2.0', 'Node 22', () => compat.clientNode2, () => compat.node22],
];

it.each(pairs)('works with the KubeConfig of client-node %s on %s', async (_, __, clientNode, node) => {
  expect(await run(node(), clientNode())).toEqual({
    ran: { exitCode: 3, output: 'hello', ends: ['AbortedError', 'AbortedError'] },
    loggedIn: {
      plugin: 'Bearer first, Bearer second',
      calls: 2,
      file: 'Bearer first, Bearer second',
      proxied: 5,
    },
  });
});

it('fits by its types, of every release: KubeConfig, V1Pod and V1EphemeralContainer', () => {
  const folders = { ...compat.clientNodes1, '1.4': newest, '2.0': compat.clientNode2 };
  const sources = new Map(
    Object.entries(folders).map(([version, folder]) => [
      `test/compat/client-node-${version}.ts`,
      [
        `import { KubeConfig, type V1EphemeralContainer, type V1Pod } from './${relative(join(root, 'test/compat'), folder)}/dist/index.js';`,
        `import { type EphemeralContainer, type Pod, validateEphemeralContainer } from 'ephemeral-containers';`,
        `import { EphemeralContainersClient } from 'ephemeral-containers/client';`,
        'export const client = EphemeralContainersClient.fromKubeConfig(new KubeConfig());',
        'declare const narrow: EphemeralContainer;',
        'export const wide: V1EphemeralContainer = narrow;',
        'declare const live: V1Pod;',
        'export const pod: Pod = live;',
        'export const result = validateEphemeralContainer(narrow, { pod: live });',
      ].join('\n'),
    ]),
  );
  const errors = listErrors(createProgram([], readOptions(), sources), [...sources.keys()]);
  expect([...errors.values()].flat()).toEqual([]);
  expect(errors.size).toBe(5);
});

/** What the program prints; it must end by itself and say nothing else. */
async function run(node: string | undefined, clientNode: string): Promise<unknown> {
  expect(node, 'there is no such Node for this machine').toBeDefined();
  const plugin = join(root, 'test/client/transport/programs/plugin.mjs');
  const args = [findProgram('client/programs/with-client-node'), join(clientNode, 'dist/index.js'), plugin];
  const { code, stdout, stderr } = await spawnToEnd(node ?? '', args);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

function spawnToEnd(command: string, args: readonly string[]) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, timeout: hang });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
