import { describe, expect, test } from 'vitest';
import { endless, podOf, serveCli } from './with-server.js';

/** Lets the programs of one Pod go on. */
const gates = new Map<string, () => void>();
let running = 0;
let most = 0;

const cli = serveCli({
  pods: [
    ...['a', 'b'].map((name) => podOf(name, { labels: { app: 'two' } })),
    ...['c', 'd', 'e', 'f', 'g'].map((name) => podOf(name, { labels: { app: 'five' } })),
  ],
  kubelet: {
    containers: [
      {
        image: 'gated:1',
        program: async (io) => {
          await io.write('first\npart of a ');
          await new Promise<void>((resolve) => gates.set(io.pod.metadata.name, resolve));
          await io.write('line\nlast');
          await io.writeError('complaint\n');
          return io.pod.metadata.name === 'a' ? 3 : 5;
        },
      },
      {
        image: 'counted:1',
        program: async ({ sleep }) => {
          most = Math.max(most, ++running);
          await sleep(100);
          running--;
          return 0;
        },
      },
      { image: 'never:1', pod: 'b', failure: { reason: 'ErrImageNeverPull', message: 'not there' } },
      endless,
    ],
  },
});

const openGates = async () => {
  await expect.poll(() => gates.size).toBe(2);
  for (const open of gates.values()) open();
  gates.clear();
};

describe('run -l', () => {
  test('shows whole lines as they come, each with its Pod; the highest code counts', async () => {
    const started = cli.start(['run', '-l', 'app=two', '-c', 'gated', '--image', 'gated:1']);
    await expect.poll(started.out).toContain('[b] first\n');
    await expect.poll(started.out).toContain('[a] first\n');
    expect(started.out()).not.toContain('part');
    await openGates();
    const { code, out, err } = await started.ended;
    expect(code).toBe(5);
    const lines = (name: string) => [`[${name}] first`, `[${name}] part of a line`, `[${name}] last`];
    expect(out.split('\n').sort()).toEqual(['', ...lines('a'), ...lines('b')].sort());
    expect(err.split('\n').sort()).toEqual([
      '',
      '[a] complaint',
      '[a] gated exited with code 3',
      '[b] complaint',
      '[b] gated exited with code 5',
    ]);
  });
  test('-q leaves the Pods before the lines, and says nothing else', async () => {
    const started = cli.start(['run', '-l', 'app=two', '-q', '--image', 'gated:1']);
    await expect.poll(started.out).toContain('[a] first\n');
    await expect.poll(started.out).toContain('[b] first\n');
    await openGates();
    const { out, err } = await started.ended;
    expect(out).toContain('[a] part of a line\n');
    expect(err.split('\n').sort()).toEqual(['', '[a] complaint', '[b] complaint']);
  });
  test('-i gives each the whole input', async () => {
    const args = ['run', '-l', 'app=two', '-i', '--image', 'busybox', '--', 'cat'];
    const { out } = await cli.run(args, 'one\ntwo\n');
    expect(out.split('\n').sort()).toEqual(['', '[a] one', '[a] two', '[b] one', '[b] two']);
  });
  test('--concurrency Pods at a time', async () => {
    const args = ['run', '-l', 'app=five', '--concurrency', '2', '--image', 'counted:1'];
    expect(await cli.run(args)).toEqual({ code: 0, out: '', err: '' });
    expect(most).toBe(2);
  });
  test('one that cannot start is named, and stops no other', async () => {
    const args = ['run', '-l', 'app=two', '--image', 'never:1', '--', 'echo', 'fine'];
    const { code, out, err } = await cli.run(args);
    expect([code, out]).toEqual([1, '[a] fine\n']);
    expect(err).toMatch(/^\[b\] error: .* cannot start: ErrImageNeverPull: not there\n\[b\] {3}hint: /);
  });
  test('-o json is a line for each Pod', async () => {
    const args = ['run', '-l', 'app=two', '--image', 'never:1', '-o', 'json', '--', 'echo', 'fine'];
    const lines = (await cli.run(args)).out.trim().split('\n');
    const values = lines
      .map((line) => JSON.parse(line))
      .sort((one, two) => (one.pod.name < two.pod.name ? -1 : 1));
    expect(values).toMatchObject([
      { pod: { namespace: 'default', name: 'a' }, exitCode: 0, output: 'fine\n' },
      { pod: { namespace: 'default', name: 'b' }, error: { kind: 'Status', status: 'Failure' } },
    ]);
  });
  test('interrupted, it says what stays and how many Pods got nothing', async () => {
    const controller = new AbortController();
    const args = ['run', '-l', 'app=five', '--concurrency', '2', '-c', 'endless', '--image', 'endless:1'];
    const started = cli.start(args, '', { signal: controller.signal });
    await expect.poll(started.out).toContain('[c] begun\n');
    await expect.poll(started.out).toContain('[d] begun\n');
    controller.abort(new Error('interrupted'));
    const { code, err } = await started.ended;
    expect(code).toBe(130);
    expect(err).toContain('[c] endless keeps running in Pod c; it cannot be removed; follow its log with: ');
    expect(err).toContain('[d] endless keeps running in Pod d; it cannot be removed; follow its log with: ');
    expect(err).toContain('interrupted: 3 of 5 Pods got no container\n');
  });
  test('no Pod fits', async () => {
    const { code, err } = await cli.run(['run', '-l', 'app=none', '--image', 'busybox']);
    expect([code, err]).toEqual([
      1,
      'error: no running Pod in namespace default matches the selector app=none\n',
    ]);
  });
});

describe('add -l', () => {
  test('prints Pod and name', async () => {
    const args = ['add', '-l', 'app=two', '-c', 'each', '--image', 'endless:1'];
    const { code, out } = await cli.run(args);
    expect([code, out.trim().split('\n').sort()]).toEqual([0, ['a each', 'b each']]);
  });
});
