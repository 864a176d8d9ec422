import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSource } from '../root.js';
import { podOf, serveCli } from './with-server.js';

const cli = serveCli({ pods: [podOf('web'), podOf('web', { namespace: 'shop' })] });
const image = ['--image', 'busybox'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usage-'));
  await writeFile(
    join(folder, 'pod.yaml'),
    'kind: Pod\nmetadata: { name: web, namespace: shop }\nspec: {}\n',
  );
  await writeFile(join(folder, 'namespace.yaml'), 'kind: Namespace\nmetadata: { name: shop }\n');
  await writeFile(join(folder, 'role.yaml'), 'kind: Role\nmetadata: { name: debugger }\n');
  await writeFile(
    join(folder, 'two.yaml'),
    'kind: Pod\nmetadata: { name: a }\n---\nkind: Pod\nmetadata: { name: b }\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));
const inFolder = (args: readonly string[]) => args.map((arg) => arg.replace('FOLDER', folder));

describe('wrong usage', () => {
  test.each([
    [['run', 'web'], 'which image? pass --image'],
    [['run', ...image], 'which Pod? name it, or select Pods with -l'],
    [['run', ...image, '--', 'web'], 'which Pod? name it before the --, or select'],
    [['preview', ...image], 'which Pod? name it\n'],
    [['run', 'web', 'sh', ...image], 'unexpected argument "sh": '],
    [['run', 'web', '-l', 'a=b', ...image], 'not both'],
    [['run', '-l', ' ', ...image], '-l is empty; pass labels'],
    [['run', '-l', 'a=b', '-it', ...image], 'a terminal (-t) can be of one Pod only'],
    [['run', '-l', 'a=b', '--dry-run', ...image], '--dry-run is for one Pod; name it instead of -l'],
    [['run', '-l', 'a=b', '--concurrency', '0', ...image], 'Expected is a whole number, 1 or more.'],
    [['run', 'web', '-t', ...image], '-i/--stdin is required for containers with -t/--tty=true'],
    [['run', 'deployment/web', ...image], 'only a Pod can have ephemeral containers'],
    [['run', 'web', '--image', 'a b'], 'invalid image name "a b"'],
    [['run', 'web', ...image, '--profile', 'root'], 'unknown profile: root'],
    [
      ['run', 'web', ...image, '--image-pull-policy', 'no'],
      'Allowed choices are Always, IfNotPresent, Never.',
    ],
    [['run', 'web', ...image, '--env', 'A'], 'must be formatted as key=value'],
    [['run', 'web', ...image, '--timeout', 'soon'], 'such as 30s'],
    [['run', 'web', ...image, '--custom', '/nowhere.yaml'], '/nowhere.yaml: cannot be read: no such file'],
    [['run', 'web', '-i', ...image, '--custom', '-'], '--custom - and -i both want standard input'],
    [['run', 'web', ...image, '--kubeconfig', '/nowhere'], '/nowhere: no such file; check the path'],
    [['run', 'web', ...image, '--context', 'other'], 'there is no context "other" in '],
    [['run', 'web', ...image, '-n', ''], 'It is empty.'],
    [['run', 'web', ...image, '--copy-to', 'x'], '--copy-to is for a copy of the Pod'],
    [['run', 'web', ...image, '--share-processes'], '--share-processes is for a copy of the Pod'],
    [['run', 'web', ...image, '--set-image=*=busybox'], '--set-image is for a copy of the Pod'],
    [['run', 'web', ...image, '--no-wait'], '--no-wait is of the command add'],
    [['add', 'web', ...image, '--attach'], '--attach is what the command run does'],
    [['run', '-f', 'FOLDER/two.yaml', ...image], 'two.yaml: holds 2 Pods; pass a file with one'],
    [['run', 'web', '-f', 'FOLDER/pod.yaml', ...image], 'name a Pod or pass its file with -f, not both'],
    [['run', '-f', 'FOLDER/pod.yaml', '-n', 'x', ...image], 'its Pod is in namespace shop; pass -n shop'],
    [['run', '-f', '-', '-i', ...image], '-f - and -i both want standard input'],
    [['logs', 'web', '--tail', '-2'], 'Expected is a whole number, -1 or more.'],
    [['logs', 'web', '--since', '5m', '--since-time', '2026-01-01T00:00:00Z'], 'pass one of them'],
    [['logs', 'web', '--since-time', 'noon'], 'Expected is a time in RFC 3339'],
    [['logs', 'web', '--since-time', '2026-13-45T99:99:99Z'], 'Expected is a time in RFC 3339'],
    [['logs', 'web', '--since-time', '2026-02-30T00:00:00Z'], 'Expected is a time in RFC 3339'],
    [['run', 'web', ...image, '--attach=false'], '--attach=false is what the command add does; use that one'],
    [['add', 'web', ...image, '--attach=true'], '--attach is what the command run does'],
    [['run', '-f', 'FOLDER/namespace.yaml', ...image], 'namespace.yaml: is a Namespace; a Pod is expected'],
    [['serve', 'FOLDER/namespace.yaml'], 'namespace.yaml: holds no Pod; serve takes Pods and Namespaces'],
    [
      ['serve', 'FOLDER/role.yaml'],
      'role.yaml: holds a Role; serve takes Pods and Namespaces, so leave it out',
    ],
    [['list', 'web', '-A'], 'a Pod is in one namespace; leave -A out, or the name'],
    [['list', '-A', '-n', 'shop'], '-A is all namespaces and -n is one'],
    [['list', '--as-group', 'x'], 'go with a user to act as; set as, or pass --as'],
    [['list', '--as-uid', 'x'], 'go with a user to act as; set as, or pass --as'],
    [['list', '--cluster', 'x'], 'there is no cluster "x" in '],
    [['list', '--user', 'x'], 'there is no user "x" in '],
    [['lst'], "unknown command 'lst'\n(Did you mean list?)"],
    [['run', 'web', '--imag', 'x'], "unknown option '--imag'\n(Did you mean --image?)"],
  ])('%j', async (args, sentence) => {
    const before = cli.server().requests.length;
    const { code, out, err } = await cli.run(inFolder(args));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/\n {4}at /);
    expect(cli.server().requests.length, 'it costs no request').toBe(before);
  });
});

test('a terminal has no JSON, and says so in JSON', async () => {
  const { code, out } = await cli.run(['run', 'web', '-it', '-o', 'json', ...image]);
  expect(code).toBe(2);
  expect(JSON.parse(out).message).toContain('-t shows the terminal, which -o json cannot');
});

test.each([
  [
    ['run', 'web', ...image, '-o', 'json', '--timeout', 'abc'],
    "option '--timeout <duration>' argument 'abc'",
  ],
  [['list', 'web', '-o', 'json', 'extra'], 'too many arguments'],
  [['run', 'web', '-qojson'], 'which image?'],
  [['run', 'web', '-itqo', 'json', '--nonsense'], "unknown option '--nonsense'"],
])('%j: JSON has a Status', async (args, sentence) => {
  const { code, out, err } = await cli.run(args);
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({ kind: 'Status', reason: 'BadRequest', code: 400 });
  expect(JSON.parse(out).message).toContain(sentence);
  expect(JSON.parse(out).message).not.toMatch(/^error: /);
  expect(err).toContain(sentence);
});

describe('what kubectl takes', () => {
  const list = async (namespace: string) =>
    JSON.parse((await cli.run(['list', 'web', '-n', namespace, '-o', 'json'])).out).map(
      ({ name }: { readonly name: string }) => name,
    );
  test('a file in the place of a name', async () => {
    await cli.run(inFolder(['add', '-f', 'FOLDER/pod.yaml', '-c', 'by-file', '--no-wait', ...image]));
    expect(await list('shop')).toContain('by-file');
    const { code } = await cli.run(inFolder(['preview', '-f', 'FOLDER/pod.yaml', ...image]));
    expect(code).toBe(0);
  });
  test('flags for the cluster before the command', async () => {
    await cli.run(['-n', 'shop', '--context=admin', 'add', 'web', '-c', 'early', '--no-wait', ...image]);
    expect(await list('shop')).toContain('early');
  });
  test('an empty pull policy, --attach=true, and = after a letter', async () => {
    const { code, err } = await cli.run([
      ...['run', 'web', '-n=shop', '-c=unset', '--image-pull-policy', '', '--attach=true', ...image],
      ...['--', 'true'],
    ]);
    expect([code, err]).toEqual([0, '']);
    expect(await list('shop')).toContain('unset');
  });
  test('add --attach=false', async () => {
    await cli.run(['add', 'web', '-c', 'detached', '--attach=false', '--no-wait', ...image]);
    expect(await list('default')).toContain('detached');
  });
  test('values of what is on or off', async () => {
    const flags = ['--stdin=true', '--tty=false', '--quiet=1'];
    await cli.run(['add', 'web', '-c', 'switched', '--no-wait', ...flags, ...image]);
    const listed = JSON.parse((await cli.run(['list', 'web', '-o', 'json'])).out);
    const found = listed.find(({ name }: { readonly name: string }) => name === 'switched');
    expect(found).toMatchObject({ stdin: true, tty: false });
    expect((await cli.run(['add', 'web', '--stdin=maybe', ...image])).code).toBe(2);
  });
});

describe('the README', () => {
  const lines = readSource('README.md').matchAll(/^kubectl ephemeral ([^#<\n]+)/gm);
  const commands = [...lines].map(([, words = '']) => words.trim());
  test('shows commands', () => expect(commands.length).toBeGreaterThan(5));
  test.each(commands)('%s', async (words) => {
    // past the flags, the first thing asked of the cluster finds that it is over
    const { code } = await cli.run(words.split(/ +/), '', { signal: AbortSignal.abort() });
    expect(code).toBe(130);
  });
});

describe('help', () => {
  const commands = ['run', 'add', 'list', 'logs', 'attach', 'preview', 'validate'];
  test.each(commands)('%s: usage, exit codes, examples of its own', async (command) => {
    const { code, out, err } = await cli.run([command, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^Usage: ephemeral-containers ${command} `));
    expect(out).toContain('Exit codes: ');
    expect(out).toContain(`$ ephemeral-containers ${command} `);
    expect(out).not.toContain('--copy-to');
  });
  test('-i of what passes no input on says so', async () => {
    const stdin = async (command: string) =>
      /-i, --stdin +(.*)/.exec((await cli.run([command, '--help'])).out)?.[1];
    expect(await stdin('run')).toBe('keep its standard input open, and pass ours to it');
    expect(await stdin('add')).toBe('keep its standard input open, for attach -i');
    expect(await stdin('preview')).toBe('keep its standard input open');
  });
  test('names the program as it was called', async () => {
    const { out } = await cli.run(['run', '--help'], '', { program: 'kubectl ephemeral' });
    expect(out).toContain('$ kubectl ephemeral run web -it --image busybox');
  });
});
