import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { hang } from '../limits.js';
import { runProgram } from '../programs/run-program.js';
import { root } from '../root.js';
import { builtPackage } from './built-package.js';

/** A folder with the package and what it depends on, as npm would install them, and nothing else. */
let folder: string;
let server: ApiServer;
beforeAll(async () => {
  const { consumer } = await builtPackage();
  folder = mkdtempSync(join(tmpdir(), 'packed-'));
  install('ephemeral-containers', join(consumer, 'node_modules/ephemeral-containers'), new Set());
  const program = async ({
    write,
    stdin,
  }: {
    write(text: string): Promise<void>;
    stdin: AsyncIterable<Uint8Array>;
  }) => {
    await write('begun\n');
    for await (const bytes of stdin) await write(Buffer.from(bytes).toString());
    return 3;
  };
  server = await startApiServer({
    pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'nginx:1' }] } }],
    kubelet: { containers: [{ image: 'echo:1', program }] },
    users: [{ name: 'jane', token: 'secret' }],
  });
  writeFileSync(join(folder, 'kubeconfig'), server.kubeConfigYaml);
}, 600_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function install(name: string, from: string, done: Set<string>): void {
  if (done.has(name)) return;
  done.add(name);
  const target = join(folder, 'node_modules', name);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(from, target, { recursive: true, dereference: true });
  const { dependencies = {} } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  for (const each of Object.keys(dependencies)) install(each, join(root, 'node_modules', each), done);
}

const run = (...args: string[]) => {
  const program = join(folder, 'node_modules/ephemeral-containers/dist/cli.js');
  const flags = ['--kubeconfig', join(folder, 'kubeconfig')];
  return runProgram(process.execPath, [program, ...args, ...flags], { cwd: folder, anyExit: true });
};

describe('the command line from the tarball, in an empty folder', () => {
  it('tells what can be given to the generator without its peers', async () => {
    const program = join(folder, 'node_modules/ephemeral-containers/dist/cli.js');
    const output = await runProgram(process.execPath, [program, 'generate', '--help'], { cwd: folder });
    expect(output).toContain('| ephemeral-containers generate --schema - --out types');
    expect(output).not.toContain('generated/');
  });

  it('has no client-node beside it', () => {
    expect(existsSync(join(folder, 'node_modules/@kubernetes'))).toBe(false);
  });

  it('lists, runs and attaches', async () => {
    expect(await run('list', 'web', '-o', 'json')).toBe('[]\n');
    expect(await run('run', 'web', '-q', '--image', 'echo:1')).toBe('begun\n');
    await run('add', 'web', '-i', '--image', 'echo:1', '--container', 'later');
    const attached = run('attach', 'web', '-q', '-c', 'later');
    const isAttached = () => server.requests.filter(({ path }) => path.includes('/attach')).length > 1;
    await expect.poll(isAttached, { timeout: hang }).toBe(true);
    server.killContainer('web', 'later');
    expect(await attached).toContain('begun\n');
    const listed = JSON.parse(await run('list', 'web', '-o', 'json')) as { name: string }[];
    expect(listed.map(({ name }) => name)).toContain('later');
    expect(server.requests.every(({ headers }) => headers['authorization'] === 'Bearer secret')).toBe(true);
  });
});
