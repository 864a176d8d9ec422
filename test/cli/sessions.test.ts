import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withinSome } from '../limits.js';
import { endless, podOf, serveCli } from './with-server.js';

const cli = serveCli({
  pods: [podOf('web'), podOf('empty'), podOf('mixed'), podOf('held', { namespace: 'strict' })],
  namespaces: { strict: { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } },
  kubelet: {
    containers: [
      {
        image: 'never:1',
        failure: { reason: 'ErrImageNeverPull', message: 'Container image "never:1" is not present' },
      },
      { image: 'away:1', seenAfter: Number.POSITIVE_INFINITY },
      endless,
    ],
  },
});

describe('add', () => {
  test('prints the name of a container that runs', async () => {
    const { code, out, err } = await cli.run(['add', 'web', '--image', 'endless:1']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^debugger-[a-z0-9]{5}\n$/);
    const listed = JSON.parse((await cli.run(['list', 'web', '-o', 'json'])).out);
    expect(listed).toContainEqual(
      expect.objectContaining({ name: out.trim(), state: expect.objectContaining({ phase: 'running' }) }),
    );
  });
  test('-o json says which and how', async () => {
    const { out } = await cli.run(['add', 'web', '-c', 'as-json', '--image', 'endless:1', '-o', 'json']);
    expect(JSON.parse(out)).toMatchObject({
      pod: { namespace: 'default', name: 'web' },
      containerName: 'as-json',
      state: { phase: 'running' },
      warnings: [],
    });
  });
  test('--no-wait returns once it is stored', async () => {
    expect(await cli.run(['add', 'web', '-c', 'away', '--image', 'away:1', '--no-wait'])).toEqual({
      code: 0,
      out: 'away\n',
      err: '',
    });
  });
  test('names what keeps it from starting', async () => {
    const { code, out, err } = await cli.run(['add', 'web', '--image', 'never:1']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('cannot start: ErrImageNeverPull: Container image "never:1" is not present');
  });
  test('gives up at the deadline', async () => {
    expect((await cli.run(['add', 'web', '--image', 'away:1', '--timeout', '500ms'])).code).toBe(124);
  });
  test('says where an answer is missing that it may be there', async () => {
    const hang = { kind: 'hang', when: 'after-commit' } as const;
    const { remove } = cli.server().faults.add({ method: 'PATCH', times: 9, action: hang });
    await withinSome(async (limit) => {
      const args = ['add', 'web', '-c', 'perhaps', '--image', 'endless:1', '--timeout', `${limit}ms`];
      const { code, err } = await cli.run(args);
      expect(code).toBe(124);
      expect(err).toMatch(
        /^perhaps may have been added to Pod web; see: ephemeral-containers list web -n default\n/,
      );
    }).finally(remove);
  });
  test('--dry-run prints what would be stored, and stores nothing', async () => {
    const { code, out } = await cli.run(['add', 'web', '-c', 'tried', '--image', 'busybox', '--dry-run']);
    expect(code).toBe(0);
    expect(parse(out)).toMatchObject({
      name: 'tried',
      image: 'busybox',
      terminationMessagePath: '/dev/termination-log',
    });
    expect((await cli.run(['list', 'web'])).out).not.toContain('tried');
  });
});

describe('list', () => {
  test('a table', async () => {
    await cli.run([
      'run',
      'web',
      '-c',
      'failed',
      '--image',
      'busybox',
      '--target',
      'app',
      '--',
      'sh',
      '-c',
      'exit 9',
    ]);
    const lines = (await cli.run(['list', 'web'])).out.trim().split('\n');
    expect(lines[0]).toMatch(/^POD +NAME +IMAGE +TARGET +STATE +AGE$/);
    expect(lines.find((line) => line.includes(' failed '))).toMatch(
      /^web +failed +busybox +app +Error \(9\) +\d+s$/,
    );
  });
  test('of a Pod that has none', async () => {
    expect(await cli.run(['list', 'empty'])).toEqual({ code: 0, out: '', err: 'no ephemeral containers\n' });
    expect((await cli.run(['list', 'empty', '-o', 'json'])).out).toBe('[]\n');
  });
  test('of a Pod that is not there', async () => {
    expect(await cli.run(['list', 'nosuch'])).toEqual({
      code: 1,
      out: '',
      err: 'error: pods "nosuch" not found in namespace "default"\n',
    });
  });
});

describe('logs', () => {
  test('of the newest container, or of the one named', async () => {
    await cli.run(['run', 'empty', '-c', 'one', '--image', 'busybox', '--', 'echo', 'first']);
    await cli.run(['run', 'empty', '-c', 'two', '--image', 'busybox', '--', 'echo', 'second']);
    expect((await cli.run(['logs', 'empty'])).out).toBe('second\n');
    expect((await cli.run(['logs', 'pod/empty', '-c', 'one', '-f'])).out).toBe('first\n');
  });
  test('names what there is', async () => {
    const { code, err } = await cli.run(['logs', 'empty', '-c', 'three']);
    expect([code, err]).toEqual([
      1,
      'error: Pod "empty" has no ephemeral container "three"; it has: one, two\n',
    ]);
  });
  test('-f gives up at the deadline', async () => {
    await cli.run(['add', 'empty', '-c', 'long', '--image', 'endless:1']);
    await withinSome(async (limit) => {
      const { code, out } = await cli.run(['logs', 'empty', '-f', '--timeout', `${limit}ms`]);
      expect([code, out]).toEqual([124, 'begun\n']);
    });
  });
});

describe('preview', () => {
  test('says that nothing stands in the way, and adds nothing', async () => {
    const { code, out } = await cli.run(['preview', 'web', '-c', 'previewed', '--image', 'busybox']);
    expect(code).toBe(0);
    expect(out).toMatch(/^can be added\nok valid\n/);
    expect(out).toContain('ok may patch pods/ephemeralcontainers (to add)');
    expect(out).toContain('ok dry run on the server');
    expect((await cli.run(['list', 'web'])).out).not.toContain('previewed');
  });
  test('says what does', async () => {
    const args = ['preview', 'held', '-n', 'strict', '--profile', 'sysadmin', '--image', 'busybox'];
    const { code, out } = await cli.run(args);
    expect(code).toBe(1);
    expect(out).toMatch(/^cannot be added\n/);
    expect(out).toMatch(/^no Pod Security, enforce baseline:latest\n {3}.*privileged/m);
    expect(out).toMatch(/^no dry run on the server\n {3}.*violates PodSecurity "baseline:latest"/m);
    const json = JSON.parse((await cli.run([...args, '-o', 'json'])).out);
    expect(json).toMatchObject({
      ok: false,
      validation: { ok: true },
      dryRun: { ok: false, status: { code: 403 } },
    });
  });
});

test('without -c, attach and logs take the newest that runs or ran, not one that could not start', async () => {
  await cli.run(['run', 'mixed', '-c', 'ended', '--image', 'busybox', '--', 'echo', 'from the ended']);
  await cli.run(['add', 'mixed', '-c', 'stuck', '--no-wait', '--image', 'never:1']);
  expect((await cli.run(['logs', 'mixed'])).out).toBe('from the ended\n');
  await cli.run(['add', 'mixed', '-c', 'going', '--image', 'endless:1']);
  await cli.run(['add', 'mixed', '-c', 'stuck-too', '--no-wait', '--image', 'never:1']);
  const controller = new AbortController();
  const attached = cli.start(['attach', 'mixed'], '', { signal: controller.signal });
  await expect.poll(attached.out).toBe('begun\n');
  controller.abort(new Error('interrupted'));
  expect((await attached.ended).err).toMatch(/^going keeps running in Pod mixed; /);
});
