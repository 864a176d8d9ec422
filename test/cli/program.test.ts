import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cliProgram } from '../programs/built.js';
import { root } from '../root.js';
import { podOf, serveCli } from './with-server.js';

const many = Array.from({ length: 12 }, (_, index) => `pod-${index}`);
const cli = serveCli({
  pods: ['web', ...many].map((name) => podOf(name, { labels: { app: name === 'web' ? 'one' : 'many' } })),
  kubelet: {
    containers: [
      {
        image: 'endless:1',
        program: async ({ write, sleep }) => {
          for (;;) {
            await write('line\n');
            await sleep(100);
          }
        },
      },
    ],
  },
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'program-'));
});
afterAll(() => rm(folder, { recursive: true }));

function start(
  args: readonly string[],
  program = cliProgram,
  stdout: 'pipe' | number = 'pipe',
): ChildProcess & { readonly ended: Promise<Ended> } {
  const env = { ...process.env, KUBECONFIG: cli.kubeConfigFile() };
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env,
    stdio: ['pipe', stdout, 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return Object.assign(child, { ended });
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

describe('the program', () => {
  test('validates what is piped into it', async () => {
    const child = start(['validate', '-', '-o', 'json']);
    child.stdin?.end('name: a\nimage: b\nports: []\n');
    const { code, out, err } = await child.ended;
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out).details.causes[0].field).toBe('spec.ephemeralContainers[0].ports');
  });
  test('ends when the container does, though its input goes on', async () => {
    const child = start(['run', 'web', '-i', '--image', 'busybox', '--', 'sh', '-c', 'echo done; exit 3']);
    child.stdin?.write('unread\n');
    const { code, out } = await child.ended;
    expect([code, out]).toEqual([3, 'done\n']);
  });
  test('says nothing of its own where many Pods are worked in at once', async () => {
    const container = ['--image', 'busybox', '--', 'sh', '-c', 'sleep 0.5; echo done'];
    const { code, out, err } = await start(['run', '-l', 'app=many', '--concurrency', '12', ...container])
      .ended;
    expect([code, err]).toEqual([0, '']);
    expect(out.trim().split('\n').sort()).toEqual(many.map((name) => `[${name}] done`).sort());
  });
  test('takes no offence at a reader that leaves', async () => {
    const file = join(folder, 'many.yaml');
    await writeFile(file, 'name: a\nimage: b\n---\n'.repeat(3_000));
    const child = start(['validate', file]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, err } = await child.ended;
    expect([code, err]).toEqual([141, '']);
  });
  test('says of a container that it goes on where the reader leaves', async () => {
    const script = 'while true; do echo line; sleep 0.1; done';
    const child = start(['run', 'web', '-c', 'unread', '--image', 'endless:1', '--', 'sh', '-c', script]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, err } = await child.ended;
    expect(code).toBe(141);
    expect(err).toMatch(
      /^unread keeps running in Pod web; it cannot be removed; follow its log with: .* -c unread -f\n$/,
    );
  });
  test.skipIf(!existsSync('/dev/full')).each([
    [['list', 'web'], ''],
    [['schema'], ''],
    [['logs', 'web', '-c', 'said'], ''],
    [
      ['run', 'web', '-c', 'full', '--image', 'endless:1'],
      'full keeps running in Pod web; it cannot be removed; follow its log with: .*\n',
    ],
  ])('%j: a full disk is named', async (args, before) => {
    if (args[0] === 'logs')
      await cli.run(['run', 'web', '-c', 'said', '--image', 'busybox', '--', 'echo', 'x']);
    const full = await open('/dev/full', 'w');
    const { code, err } = await start(args, cliProgram, full.fd).ended;
    await full.close();
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^${before}error: standard output: no space left on device\n$`));
  });
  test('is called kubectl ephemeral where kubectl found it', async () => {
    const plugin = join(folder, 'kubectl-ephemeral');
    await symlink(cliProgram, plugin);
    const { code, out } = await start(['--help'], plugin).ended;
    expect([code, out.split('\n')[0]]).toEqual([0, 'Usage: kubectl ephemeral [options] [command]']);
  });
  test('serves until it is interrupted, and leaves no file behind', async () => {
    const child = start(['serve']);
    const file = await new Promise<string>((resolve) => {
      let shown = '';
      child.stdout?.on('data', (chunk) => {
        shown += chunk;
        const found = /export KUBECONFIG=(\S+)/.exec(shown)?.[1];
        if (found !== undefined && shown.includes('Ctrl-C')) resolve(found);
      });
    });
    expect(await readFile(file, 'utf8')).toContain('server: http://127.0.0.1:');
    child.kill('SIGINT');
    expect((await child.ended).code).toBe(0);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
  test('runs the generator with its arguments', async () => {
    const help = await start(['generate', '--help']).ended;
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toContain('--check');
    const wrong = await start(['generate', '--nonsense']).ended;
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('--nonsense');
  });
});
