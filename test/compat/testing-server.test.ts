import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { findProgram } from '../programs/built.js';
import { runProgram } from '../programs/run-program.js';
import { root } from '../root.js';
import { type Compat, installedCompat } from './installed.js';

let compat: Compat;
beforeAll(async () => {
  compat = await installedCompat();
});

it.each([
  ['1.4', 'this Node', () => process.execPath, () => join(root, 'node_modules/@kubernetes/client-node')],
  ['2.0', 'Node 22', () => compat.node22, () => compat.clientNode2],
] as const)('serves client-node %s on %s', async (_, __, node, clientNode) => {
  const command = node();
  expect(command, 'there is no such Node for this machine').toBeDefined();
  const args = [findProgram('testing/programs/client-node-calls'), join(clientNode(), 'dist/index.js')];
  const output = await runProgram(command ?? '', args);
  expect(JSON.parse(output)).toEqual({
    listed: ['web'],
    imagePullPolicy: 'IfNotPresent',
    started: true,
    refused: [422, expect.stringMatching(/ephemeralContainers\[\d\]\.ports$/)],
    informed: ['new', 'web'],
    attached: 'hello\n',
    logged: 'hello\n',
    allowed: true,
    left: ['web'],
  });
});
