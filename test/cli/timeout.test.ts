import { describe, expect, test } from 'vitest';
import { withinSome } from '../limits.js';
import { endless, podOf, serveCli } from './with-server.js';

const cli = serveCli({
  pods: ['a', 'b', 'c'].map((name) => podOf(name, { labels: { app: 'three' } })),
  kubelet: { containers: [endless] },
});
const image = ['--image', 'endless:1'];

describe('--timeout, where no answer comes', () => {
  test.each([
    [['run', 'a', ...image]],
    [['run', 'a', '-it', ...image]],
    [['run', '-l', 'app=three', ...image]],
    [['run', 'a', '--dry-run', ...image]],
    [['add', 'a', ...image]],
    [['preview', 'a', ...image]],
    [['list', 'a']],
    [['list']],
    [['logs', 'a', '-f']],
    [['attach', 'a']],
  ])('%j: ends the command', async (args) => {
    const { remove } = cli
      .server()
      .faults.add({ times: 99, action: { kind: 'hang', when: 'before-commit' } });
    const { code, err } = await cli.run([...args, '--timeout', '200ms']).finally(remove);
    expect(code).toBe(124);
    expect(err).toMatch(/error: deadline of 0\.2 s passed while waiting for /);
  });
});

test('--timeout is for every request of a command together', async () => {
  await cli.run(['add', 'a', '-c', 'slow', ...image]);
  const { remove } = cli.server().faults.add({ times: 99, action: { kind: 'delay', ms: 1_500 } });
  const { code, err } = await cli.run(['attach', 'a', '-c', 'slow', '--timeout', '2s']).finally(remove);
  expect([code, err]).toEqual([124, expect.stringContaining('deadline of 2 s passed')]);
});

test('--timeout with -l is for all Pods together', async () => {
  await withinSome(async (limit) => {
    const args = ['run', '-l', 'app=three', '--concurrency', '1', '-c', `each-${limit}`, ...image];
    const { code, err } = await cli.run([...args, '--timeout', `${limit}ms`]);
    expect(code).toBe(124);
    expect(err).toContain(`[a] error: deadline of ${limit / 1_000} s passed`);
    expect(err).toContain('the deadline passed: 2 of 3 Pods got no container\n');
  });
});
