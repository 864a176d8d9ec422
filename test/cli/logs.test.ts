import { beforeAll, describe, expect, test } from 'vitest';
import { podOf, serveCli } from './with-server.js';

const cli = serveCli({
  pods: [podOf('web')],
});
beforeAll(async () => {
  const script = 'echo one; echo two; echo three';
  await cli.run(['run', 'web', '-c', 'said', '--image', 'busybox', '--', 'sh', '-c', script]);
});

describe('logs', () => {
  test.each([
    [[], 'one\ntwo\nthree\n'],
    [['--tail', '1'], 'three\n'],
    [['--tail=2', '-f'], 'two\nthree\n'],
    [['--tail', '0'], ''],
    [['--tail', '-1'], 'one\ntwo\nthree\n'],
    [['--limit-bytes', '5'], 'one\nt'],
    [['--limit-bytes=0'], 'one\ntwo\nthree\n'],
    [['--since', '1h'], 'one\ntwo\nthree\n'],
    [['--since=0'], 'one\ntwo\nthree\n'],
    [['--since-time', '2026-01-01T00:00:00Z'], 'one\ntwo\nthree\n'],
    [['--since-time', '2999-01-01T00:00:00+01:00'], ''],
  ])('%j', async (flags, out) => {
    expect(await cli.run(['logs', 'web', ...flags])).toEqual({ code: 0, out, err: '' });
  });
  test('--timestamps', async () => {
    const { out } = await cli.run(['logs', 'web', '--timestamps', '--tail', '1']);
    expect(out).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z three\n$/);
  });
  test.each([
    ['2026-13-01T00:00:00Z', 'month out of range'],
    ['2026-02-30T00:00:00Z', 'day out of range'],
    ['2026-02-28T24:00:00Z', 'hour out of range'],
  ])('the server for tests refuses %s as the API server does', async (time, why) => {
    const path = '/api/v1/namespaces/default/pods/web/log';
    const answer = await fetch(`${cli.server().url}${path}?container=said&sinceTime=${time}`);
    expect(await answer.json()).toMatchObject({ code: 400, message: expect.stringContaining(why) });
  });
  test('--since is in seconds, one at least', async () => {
    await cli.run(['logs', 'web', '--since', '300ms']);
    await cli.run(['logs', 'web', '--since', '90500ms']);
    const asked = cli.server().requests.flatMap(({ url }) => /sinceSeconds=\d+/.exec(url) ?? []);
    expect(asked.slice(-2)).toEqual(['sinceSeconds=1', 'sinceSeconds=91']);
  });
});
