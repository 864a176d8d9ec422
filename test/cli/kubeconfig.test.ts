import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { serveCli } from './with-server.js';

const cli = serveCli({ namespaces: { shop: {} } });
let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  file = join(folder, 'config');
  const config = parse(cli.server().kubeConfigYaml);
  const [context] = config.contexts;
  config.contexts.push({ name: 'shop', context: { ...context.context, namespace: 'shop' } });
  config.contexts.push({ name: 'nowhere', context: { ...context.context, cluster: 'nowhere' } });
  config.clusters.push({ name: 'nowhere', cluster: { server: 'http://127.0.0.1:1' } });
  config.users.push({ name: 'other', user: { token: 'of-another' } });
  await writeFile(file, stringify(config));
});
afterAll(() => rm(folder, { recursive: true }));

const last = () => cli.server().requests.at(-1);
const list = (...flags: string[]) => cli.run(['list', '--kubeconfig', file, ...flags], '', { env: {} });

describe('the cluster', () => {
  test('is the one of the context, and so is the namespace', async () => {
    expect((await list('--context', 'shop')).code).toBe(0);
    expect(last()?.path).toBe('/api/v1/namespaces/shop/pods');
    await list('--context', 'shop', '-n', 'default');
    expect(last()?.path).toBe('/api/v1/namespaces/default/pods');
    await list('-A');
    expect(last()?.path).toBe('/api/v1/pods');
  });
  test('--cluster and --user stand in for those of the context', async () => {
    const { clusters } = parse(cli.server().kubeConfigYaml);
    const args = ['--context', 'nowhere', '--cluster', clusters[0].name, '--user', 'other'];
    expect((await list(...args)).code).toBe(0);
    expect(last()?.headers['authorization']).toBe('Bearer of-another');
  });
});

test.each(['', '# nothing yet\n'])(
  'a file of %j is an empty kubeconfig, and skipped where there is another',
  async (text) => {
    const empty = join(folder, 'empty');
    await writeFile(empty, text);
    const { code, err } = await cli.run(['list', '--kubeconfig', empty]);
    expect([code, err]).toEqual([
      2,
      `error: ${empty}: has no context, so names no cluster; name another file with --kubeconfig, or in KUBECONFIG\n`,
    ]);
    const env = { KUBECONFIG: [empty, file].join(delimiter) };
    expect((await cli.run(['list'], '', { env })).code).toBe(0);
  },
);

test('--as, --as-group and --as-uid say who to act as', async () => {
  await list('--as', 'jane', '--as-group', 'dev', '--as-group', 'ops', '--as-uid', '7');
  const { headers = {} } = last() ?? {};
  expect(headers['impersonate-user']).toBe('jane');
  expect([headers['impersonate-group']].flat().join(', ')).toBe('dev, ops');
  expect(headers['impersonate-uid']).toBe('7');
});
