import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { withinSome } from '../limits.js';
import { endless, podOf, serveCli } from './with-server.js';

const cli = serveCli({
  pods: [podOf('tty'), podOf('other')],
  kubelet: {
    containers: [
      {
        image: 'echo:1',
        program: async ({ stdin, write, onResize }) => {
          onResize(({ width, height }) => void write(`${width}x${height}\n`));
          await write('ready\n');
          for await (const bytes of stdin) {
            const text = Buffer.from(bytes).toString('utf8');
            if (text.includes('q')) return 7;
            await write(`<${text}>`);
          }
          return 0;
        },
      },
      { image: 'late:1', startsAfter: 600 },
      { image: 'away:1', seenAfter: Number.POSITIVE_INFINITY },
      endless,
    ],
  },
});
beforeAll(async () => {
  await cli.run(['add', 'other', '-c', 'long', '--image', 'endless:1']);
  await cli.run(['run', 'other', '-c', 'one', '--image', 'busybox', '--', 'echo', 'first']);
});

/** A terminal: standard input that can be raw, standard output with a size. */
function terminal() {
  const modes: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (raw: boolean) => modes.push(raw),
  });
  let shown = '';
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 90, rows: 30 });
  stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
  });
  return { stdin, stdout, modes, shown: () => shown };
}

describe('a terminal', () => {
  test('is raw while it is the container’s, tells its size, and the exit code comes through', async () => {
    const { stdin, stdout, modes, shown } = terminal();
    const running = cli.run(['run', 'tty', '-it', '--image', 'echo:1'], '', { stdin, stdout });
    await expect.poll(shown).toContain('90x30');
    expect(shown()).toContain('ready');
    stdin.write('hello\r');
    await expect.poll(shown).toContain('<hello');
    stdout.columns = 100;
    stdout.emit('resize');
    await expect.poll(shown).toContain('100x30');
    stdin.write('q\r');
    expect((await running).code).toBe(7);
    expect([modes[0], modes.at(-1)]).toEqual([true, false]);
  });
  test('is detached from with Ctrl-P Ctrl-Q, and attached to again', async () => {
    const first = terminal();
    const running = cli.run(['run', 'tty', '-it', '-c', 'again', '--image', 'echo:1'], '', first);
    await expect.poll(first.shown).toContain('ready');
    first.stdin.write('\u0010\u0011');
    const left = await running;
    expect(left.code).toBe(0);
    expect(left.err).toContain('attach tty -n default -c again -it');
    expect(first.modes.at(-1)).toBe(false);
    const second = terminal();
    const back = cli.run(['attach', 'tty', '-it'], '', second);
    await expect.poll(second.shown).toContain('ready');
    second.stdin.write('q\r');
    expect((await back).code).toBe(7);
  });
  test('says what is attached to, how to detach, and what is recorded, before anything is shown', async () => {
    const { stdin, stdout, shown } = terminal();
    const args = ['run', 'tty', '-it', '-c', 'told', '--detach-keys', 'ctrl-a,d', '--image', 'echo:1'];
    const started = cli.start(args, '', { stdin, stdout });
    await expect.poll(shown).toContain('ready');
    expect(started.err()).toBe(
      'attached to told in Pod tty; Ctrl-A d detaches, and it keeps running\n' +
        'its log records all that is typed and shown, passwords too; without a prompt, press Enter\n',
    );
    stdin.write('\u0010\u0011x\r');
    await expect.poll(shown).toContain('\u0010\u0011x');
    stdin.write('\u0001d');
    const { code, err } = await started.ended;
    expect(code).toBe(0);
    expect(err).toContain('\ndetached from told; reattach with: ');
  });
  test('--detach-keys none has no keys detach', async () => {
    const { stdin, stdout, shown } = terminal();
    const args = ['attach', 'tty', '-it', '-c', 'told', '--detach-keys', 'none'];
    const started = cli.start(args, '', { stdin, stdout });
    await expect.poll(shown).toContain('ready');
    expect(started.err()).toContain('attached to told in Pod tty; no keys detach from it\n');
    stdin.write('\u0010\u0011x\r');
    await expect.poll(shown).toContain('\u0010\u0011x');
    stdin.write('q\r');
    expect((await started.ended).code).toBe(7);
  });
  test('input that is no terminal is typed to its end', async () => {
    const args = [
      'run',
      'other',
      '-it',
      '-c',
      'typed',
      '--image',
      'busybox',
      '--',
      'sh',
      '-c',
      'cat; exit 3',
    ];
    const { code, out, err } = await cli.run(args, 'half a line');
    expect([code, err]).toEqual([
      3,
      'Warning: -t, and standard input is no terminal\ntyped exited with code 3\n',
    ]);
    expect(out.replaceAll('\r', '')).toBe('half a line\nhalf a line\n');
  });
  test('attach waits for a container that starts late', async () => {
    await cli.run(['add', 'tty', '-c', 'late', '--no-wait', '--image', 'late:1', '--', 'sh', '-c', 'exit 6']);
    expect((await cli.run(['attach', 'tty', '-c', 'late'])).code).toBe(6);
    await cli.run(['add', 'tty', '-c', 'never', '--no-wait', '--image', 'away:1']);
    await withinSome(async (limit) => {
      const { code, err } = await cli.run(['attach', 'tty', '-c', 'never', '--timeout', `${limit}ms`]);
      expect(code).toBe(124);
      expect(err).toContain(`deadline of ${limit / 1_000} s passed while waiting for the start of`);
    });
  });
  test('attach -i says of an end of input that it is not passed on', async () => {
    await cli.run(['add', 'other', '-i', '-c', 'untold', '--image', 'endless:1']);
    const controller = new AbortController();
    const started = cli.start(['attach', 'other', '-i', '-c', 'untold'], 'all\n', {
      signal: controller.signal,
    });
    await expect
      .poll(started.err)
      .toBe(
        'Warning: the input ended, of which untold is not told: it was added without stdinOnce, or with a terminal; Ctrl-C detaches from it\n',
      );
    controller.abort(new Error('interrupted'));
    expect((await started.ended).code).toBe(130);
  });
  test('attach without -i shows output until it is interrupted', async () => {
    const { stdin, stdout, modes, shown } = terminal();
    const controller = new AbortController();
    const running = cli.run(['attach', 'other', '-c', 'long'], '', {
      stdin,
      stdout,
      signal: controller.signal,
    });
    await expect.poll(shown).toContain('begun');
    controller.abort(new Error('interrupted'));
    expect((await running).code).toBe(130);
    expect(modes).toEqual([]);
  });
  test.each([
    [
      ['attach', 'other', '-c', 'one'],
      1,
      'one in Pod other has ended; what it wrote: ephemeral-containers logs other -n default -c one\n',
    ],
    [['attach', 'other', '-c', 'long', '-i'], 2, 'long in Pod other was added without -i: it takes no input'],
    [['attach', 'other', '-t'], 2, '-t needs -i: pass -it'],
    [['attach', 'other', '-c', 'nosuch'], 1, 'it has: long, one'],
  ])('%j', async (args, code, sentence) => {
    const result = await cli.run(args);
    expect(result.code).toBe(code);
    expect(result.err).toContain(sentence);
  });
});
