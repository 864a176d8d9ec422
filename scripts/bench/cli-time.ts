import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startApiServer } from '../../src/testing/index.js';
import { median } from './measure.js';
import { root } from './processes.js';
import { table } from './table.js';

const execute = promisify(execFile);
const rounds = 21;

/**
 * User time of a command against one server, beside kubectl's for the same: a process of its own for
 * each run, all in turn. `KUBECTL` names kubectl; without one there is nothing to compare with.
 */
export async function benchCliTime(): Promise<void> {
  const kubectl = process.env['KUBECTL'] ?? join(homedir(), '.cache/one-node-cluster/bin-1.37.2/kubectl');
  if (!existsSync(kubectl)) return console.log(`no kubectl at ${kubectl}; name one in KUBECTL`);
  const pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'nginx:1' }] } };
  const server = await startApiServer({ pods: [pod] });
  const folder = mkdtempSync(join(tmpdir(), 'cli-time-'));
  const kubeconfig = join(folder, 'config');
  writeFileSync(kubeconfig, server.kubeConfigYaml);
  const cache = `--cache-dir=${join(folder, 'cache')}`;
  const programs: Readonly<Record<string, readonly string[]>> = {
    'kubectl get pods': [kubectl, 'get', 'pods', '-o', 'name', cache],
    'bare node': [process.execPath, '-e', '0'],
    'ephemeral-containers list': [process.execPath, join(root, 'dist/cli.js'), 'list', 'web'],
  };
  const times = new Map(Object.keys(programs).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, [program = '', ...args]] of Object.entries(programs)) {
      const time = await userTimeOf(program, args, kubeconfig);
      // the first round fills the caches, kubectl's of discovery too
      if (round > 0) times.get(name)?.push(time);
    }
  }
  await server.close();
  rmSync(folder, { recursive: true });
  const middle = (name: string) => median(times.get(name) ?? []);
  const [theirs, bare, own] = Object.keys(programs).map(middle) as [number, number, number];
  table(
    ['command, user time', 'milliseconds', '÷ kubectl', 'above bare node ÷ kubectl'],
    Object.keys(programs).map((name) => [
      name,
      middle(name).toFixed(0),
      `${(middle(name) / theirs).toFixed(2)} ×`,
      `${((middle(name) - bare) / theirs).toFixed(2)} ×`,
    ]),
  );
  console.log(`ephemeral-containers list: ${((own - bare) / theirs).toFixed(2)} × kubectl's, and bare node`);
}

/** Milliseconds, by the shell, which knows what a child has used. */
async function userTimeOf(program: string, args: readonly string[], kubeconfig: string): Promise<number> {
  const script = 'TIMEFORMAT=%U; time "$@" > /dev/null 2>&1';
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  const { stderr } = await execute('bash', ['-ec', script, 'bash', program, ...args], { env });
  return Number(stderr) * 1000;
}
