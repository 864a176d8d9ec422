import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { withinSome } from '../limits.js';
import { podOf, serveCli } from './with-server.js';

const cli = serveCli({
  pods: [podOf('web'), podOf('a', { labels: { app: 'two' } }), podOf('b', { labels: { app: 'two' } })],
  kubelet: {
    containers: [
      { image: 'away:1', seenAfter: Number.POSITIVE_INFINITY },
      { image: 'late:1', failure: { reason: 'ErrImagePull', message: 'no such host', recoversAfter: 2_000 } },
      { image: 'gone:1', failure: { reason: 'ErrImagePull', message: 'no such host' } },
    ],
  },
});

/** A terminal on standard error, and what it was written. */
function showErrors(columns = 100) {
  let shown = '';
  const stderr = Object.assign(new PassThrough(), { isTTY: true, columns });
  stderr.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
  });
  return { io: { stderr }, shown: () => shown, frames: () => shown.split('\r\u001b[K') };
}

describe('a terminal', () => {
  const args = ['run', 'web', '-c', 'watched', '--image', 'away:1', '--timeout'];
  test('shows what is waited for, and for how long, until it is over', async () => {
    await withinSome(async (limit) => {
      const { io, frames } = showErrors();
      expect((await cli.run([...args, `${limit}ms`], '', io)).code).toBe(124);
      const seconds = frames().flatMap((frame) => {
        const [, shown] = /^watched in web: waiting for the kubelet \((\d+)s\)$/.exec(frame) ?? [];
        return shown === undefined ? [] : Number(shown);
      });
      expect(seconds.at(0)).toBeLessThan(Number(seconds.at(-1)));
      expect(frames().at(-1)).toMatch(/^watched stays in Pod web/);
    });
  });
  test('shows with -l what one of the Pods waits for, and is removed before messages', async () => {
    const { io, frames } = showErrors();
    const many = ['add', '-l', 'app=two', '-c', 'watched', '--image', 'away:1', '--timeout', '1500ms'];
    expect((await cli.run(many, '', io)).code).toBe(124);
    expect(frames().some((frame) => /^watched in [ab]: waiting for the kubelet \(\ds\)$/.test(frame))).toBe(
      true,
    );
    expect(frames().join('')).toMatch(/\[a\] error: deadline of 1.5 s passed/);
  });
  test('shows nothing with -q', async () => {
    const { io, shown } = showErrors();
    await cli.run([...args, '2s', '-q'], '', io);
    expect(shown()).toMatch(/^error: /);
  });
  test('tells what the kubelet does, from its events', async () => {
    const { io, frames, shown } = showErrors();
    const late = ['run', 'web', '-c', 'late', '--image', 'late:1', '--', 'echo', 'there'];
    expect(await cli.run(late, '', io)).toMatchObject({ code: 0, out: 'there\n' });
    expect(frames().find((frame) => frame.startsWith('late in web: Pulling image "late:1" ('))).toBeDefined();
    expect(shown()).toContain('late in web: Failed: Failed to pull image "late:1": no such host (');
    expect(frames().at(-1)).toBe('');
  });
  test('ends with the reason on a line of its own, cut to no width', async () => {
    const { io, frames } = showErrors(40);
    expect((await cli.run(['add', 'web', '-c', 'gone', '--image', 'gone:1'], '', io)).code).toBe(1);
    for (const frame of frames().slice(0, -1)) expect(frame.length).toBeLessThan(40);
    expect(frames().at(-1)).toMatch(
      /^error: .*"gone" in Pod "web" cannot start: (ErrImagePull|ImagePullBackOff): .*no such host/,
    );
  });
});

test('a pipe gets no progress line', async () => {
  const { err } = await cli.run(['add', 'web', '-c', 'piped', '--image', 'gone:1']);
  expect(err).toMatch(/^error: .*"piped" in Pod "web" cannot start: /);
});
