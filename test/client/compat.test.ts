import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const compat = `${root}test/compat/node_modules`;

it.each([
  [
    'client-node 1 on this Node',
    process.execPath,
    `${root}node_modules/@kubernetes/client-node/dist/index.js`,
  ],
  ['client-node 2 on Node 22', `${compat}/.bin/node`, `${compat}/client-node-2/dist/index.js`],
])('works with the KubeConfig of %s, and leaves nothing behind', async (_, node, clientNode) => {
  expect(existsSync(node), `${node} is missing: npm ci --prefix test/compat`).toBe(true);
  const program = fileURLToPath(new URL('programs/run-once.ts', import.meta.url));
  const { code, stdout, stderr } = await run(node, ['--import', 'tsx', program, clientNode]);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    exitCode: 3,
    output: 'hello',
    ends: ['AbortedError', 'AbortedError'],
  });
  expect(code).toBe(0);
});

function run(command: string, args: readonly string[]) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, timeout: 50_000 });
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
