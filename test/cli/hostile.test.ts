import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HostileFront, startHostileFront, steering } from './hostile-front.js';
import { endless, podOf, serveCli } from './with-server.js';

const cli = serveCli({
  pods: [podOf('web', { labels: { app: 'web' } }), podOf('api', { labels: { app: 'web' } })],
  namespaces: { default: { labels: { 'pod-security.kubernetes.io/warn': 'restricted' } } },
  kubelet: {
    containers: [
      { image: 'never:1', failure: { reason: 'ErrImagePull', message: 'no such host' } },
      { image: 'slow:1', startsAfter: 900 },
      {
        image: 'shown:1',
        program: async ({ write }) => {
          await write(`out ${steering}
`);
          return 0;
        },
      },
      endless,
    ],
  },
});

let front: HostileFront;
let env: Record<string, string>;
beforeAll(async () => {
  front = await startHostileFront(cli.server().url);
  await cli.run(['add', 'web', '-c', 'there', '--image', 'endless:1']);
  await cli.run(['run', 'web', '-c', 'ended', '--image', 'busybox', '--', 'sh', '-c', 'echo it; exit 3']);
  await cli.run(['add', 'web', '-c', 'stuck', '--image', 'never:1', '--no-wait']);
  const file = join(cli.kubeConfigFile(), '..', 'hostile');
  const text = cli.server().kubeConfigYaml.replace(cli.server().url, `http://127.0.0.1:${front.port}`);
  await writeFile(file, text);
  env = { KUBECONFIG: file };
});
afterAll(() => front.close());

// what a terminal acts on; a container's own streams are bytes that were asked for
const acts = /(?!\t|\r?\n)[\p{Cc}\p{Bidi_Control}]/u;

const image = ['--image', 'endless:1'];
const commands: readonly (readonly string[])[] = [
  ['list'],
  ['list', 'web'],
  ['list', '-A', '-o', 'json'],
  ['logs', 'web', '-c', 'ended'],
  ['logs', 'web', '-c', 'nosuch'],
  ['logs', 'nosuch'],
  ['attach', 'web', '-c', 'ended'],
  ['attach', 'web', '-c', 'stuck', '--timeout', '900ms'],
  ['add', 'web', '--timeout', '5s', ...image],
  ['add', 'web', '--image', 'never:1', '--timeout', '5s'],
  ['add', 'web', '--image', 'slow:1', '--timeout', '900ms'],
  ['add', 'web', '-o', 'json', '--timeout', '5s', ...image],
  ['add', '-l', 'app=web', '--timeout', '5s', ...image],
  ['add', 'web', '--dry-run', ...image],
  ['add', 'web', '-c', 'there', '--image', 'other:1'],
  ['add', 'web', '-c', 'Not A Name', ...image],
  ['run', 'web', '--timeout', '5s', '--image', 'busybox', '--', 'sh', '-c', 'exit 3'],
  ['run', 'web', '-o', 'json', '--timeout', '5s', '--image', 'busybox', '--', 'true'],
  ['run', '-l', 'app=web', '--timeout', '5s', '--image', 'busybox', '--', 'echo', 'fine'],
  ['run', '-l', 'app=web', '-o', 'json', '--timeout', '5s', '--image', 'never:1'],
  ['run', 'web', '-it', '--timeout', '900ms', '--image', 'busybox', '--', 'true'],
  ['preview', 'web', ...image],
  ['preview', 'web', '-o', 'json', ...image],
];

const allButNames: HostileFront['choose'] = (path) =>
  !['name', 'namespace', 'phase', 'fieldPath', 'labels'].some((key) => path.includes(key));

/** Which strings of the answers are hostile; where names are, little works, and the errors say so. */
const choices: readonly (readonly [string, HostileFront['choose']])[] = [
  ['all strings', () => true],
  ['all but names', allButNames],
  ['names of Pods', (path) => path.join('.').endsWith('metadata.name') || path.at(-1) === 'namespace'],
];

describe.each(choices)('a server with escape sequences in %s', (_, choose) => {
  test.each(commands.map((args) => [args.join(' '), args] as const))('%s', async (_, args) => {
    front.choose = choose;
    const { out, err } = await cli.run(args, '', { env });
    expect(out + err).not.toBe('');
    expect(JSON.stringify(acts.exec(out + err))).toBe('null');
  });
});

test('the progress line on a terminal', async () => {
  front.choose = allButNames;
  let shown = '';
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
  stderr.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
  });
  await cli.run(['attach', 'web', '-c', 'stuck', '--timeout', '2s'], '', { env, stderr });
  expect(shown).toContain('Pulling image');
  expect(JSON.stringify(acts.exec(shown.replaceAll('\r\u001b[K', '')))).toBe('null');
});

test('the strings do reach the program', async () => {
  front.choose = allButNames;
  const { out } = await cli.run(['list', 'web', '-o', 'json'], '', { env });
  expect(JSON.parse(out)[0].image).toBe(`endless:1${steering}`);
});

test('what a container writes is as it is', async () => {
  const { out } = await cli.run(['run', 'web', '--image', 'shown:1']);
  expect(out).toBe(`out ${steering}\n`);
});
