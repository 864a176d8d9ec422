import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asBefore, untilSize, words } from '../cli/pseudo-terminal.js';
import { openCluster } from '../contract/cluster.js';
import { busybox, type ContractTarget } from '../contract/target.js';
import { type CliProgram, installCli } from './cli-program.js';
import { findKubectl, median } from './kubectl.js';

const image = ['--image', busybox.image, '--image-pull-policy', busybox.imagePullPolicy];
const times = 5;

describe('the command line', () => {
  let target: ContractTarget;
  let cli: CliProgram;
  let n: readonly string[];
  beforeAll(async () => {
    cli = await installCli(inject('kubeconfig'));
    target = await openCluster(inject('kubeconfig'), 'cli');
    n = ['-n', target.namespace];
    for (const name of ['web', 'terminal', 'failures']) await target.createPod({ name });
    await Promise.all(['a', 'b'].map((name) => target.createPod({ name, labels: { app: 'both' } })));
  }, 900_000);
  afterAll(async () => {
    await cli?.close();
    await target?.close();
  });

  it('passes piped input, output and exit code', async () => {
    const took: number[] = [];
    let right = 0;
    for (let index = 0; index < 2 * times; index++) {
      const stdin = Buffer.from(`line ${index}\n`.repeat(10 ** (index % 5)));
      const script = `cat; echo done >&2; sleep 0.5; exit ${index}`;
      const { code, out, err, milliseconds } = await cli.run(
        ['run', 'web', ...n, '-i', '-q', ...image, '--', 'sh', '-c', script],
        stdin,
      );
      if (code === index && out.equals(stdin) && err === 'done\n') right++;
      took.push(milliseconds);
    }
    console.log(`run -i: ${right} of ${took.length} right, median ${Math.round(median(took))} ms`);
    expect(right).toBe(took.length);
  });

  it('gives a shell: its first prompt, keys, sizes, its exit code', async () => {
    const prompted: number[] = [];
    for (let index = 1; index <= times; index++) {
      const began = performance.now();
      const terminal = await cli.open(['run', 'terminal', ...n, '-it', '-q', ...image, '--', 'sh']);
      await terminal.sees('/ # ');
      prompted.push(performance.now() - began);
      expect(words(await terminal.mode())).toEqual(
        expect.arrayContaining(['-icanon', '-echo', '-isig', '-icrnl', '-opost']),
      );
      terminal.type('echo $((40 + 2))\r');
      await terminal.sees('\n42\r\n');
      terminal.type(untilSize('30 90'));
      await terminal.sees('\n30 90\r\n');
      await terminal.resize(120, 40);
      terminal.type(untilSize('40 120'));
      await terminal.sees('\n40 120\r\n');
      terminal.type(`exit ${index}\r`);
      const { code, mode } = await terminal.ended;
      expect(code).toBe(index);
      expect(words(mode)).toEqual(asBefore);
    }
    console.log(`run -it: first prompt in ${times} of ${times}, median ${Math.round(median(prompted))} ms`);
  });

  it('shows what a program with a terminal wrote that was over at once', async () => {
    for (let index = 1; index <= times; index++) {
      const script = `echo over; exit ${index}`;
      const terminal = await cli.open([
        'run',
        'terminal',
        ...n,
        '-it',
        '-q',
        ...image,
        '--',
        'sh',
        '-c',
        script,
      ]);
      const { code, mode, shown } = await terminal.ended;
      expect([code, shown.replaceAll('\r', '')]).toEqual([index, 'over\n']);
      expect(words(mode)).toEqual(asBefore);
    }
  });

  it('ends the input of a terminal that is none with Ctrl-D', async () => {
    const args = ['run', 'terminal', ...n, '-it', ...image, '--', 'sh', '-c', 'cat; sleep 0.5; exit 3'];
    const { code, out, err } = await cli.run(args, 'typed\n');
    expect([code, out.toString()]).toEqual([3, 'typed\r\ntyped\r\n']);
    expect(err).toMatch(/^Warning: -t, and standard input is no terminal\n/);
  });

  it('lets go with Ctrl-P Ctrl-Q, and shows all once when it is back', async () => {
    // Says no sizes once it has read a line: those of the second time would come while its log is read.
    const script = [
      'trap "stty size" WINCH; echo start',
      'while :; do read x && echo "got $x"; [ "$x" = one ] && trap "" WINCH',
      '[ "$x" = q ] && stty size && sleep 0.5 && exit 4; done',
    ].join('; ');
    const first = await cli.open([
      'run',
      'terminal',
      ...n,
      '-it',
      '-c',
      'left',
      ...image,
      '--',
      'sh',
      '-c',
      script,
    ]);
    await first.sees('30 90\r\n');
    first.type('one\r');
    await first.sees('got one\r\n');
    first.type('\u0010\u0011');
    const left = await first.ended;
    expect([left.code, words(left.mode)]).toEqual([0, asBefore]);
    const [, command = ''] = /reattach with: ephemeral-containers (.*)/.exec(left.shown) ?? [];
    expect(command.trim()).toBe(`attach terminal ${n.join(' ')} -c left -it`);
    const second = await cli.open([...command.trim().split(' '), '-q']);
    await second.sees('got one\r\n');
    second.type('two\r');
    await second.sees('got two\r\n');
    second.type('q\r');
    const { code, shown } = await second.ended;
    expect(code).toBe(4);
    const logged = (await cli.run(['logs', 'terminal', ...n, '-c', 'left'])).out.toString();
    expect(shown.replaceAll('\r', '')).toBe(logged);
    expect(logged.match(/\d+ \d+/g)?.at(-1)).toBe('30 90');
  });

  it('adds, lists, follows and attaches', async () => {
    const script = 'echo one; read line; echo "got $line"; sleep 0.5; exit 5';
    const added = await cli.run(['add', 'web', ...n, '-c', 'kept', '-i', ...image, '--', 'sh', '-c', script]);
    expect([added.code, added.out.toString(), added.err]).toEqual([0, 'kept\n', '']);
    const stored = await cli.run([
      'add',
      'web',
      ...n,
      '-c',
      'stored',
      '--no-wait',
      ...image,
      '--',
      'sleep',
      '1',
    ]);
    expect([stored.code, stored.out.toString()]).toEqual([0, 'stored\n']);
    const list = (await cli.run(['list', 'web', ...n])).out.toString();
    expect(list).toMatch(/^web +kept +local\/busybox:1 +Running +\d+s$/m);
    const following = cli.start(['logs', 'web', ...n, '-c', 'kept', '-f', '--timestamps']);
    const attached = await cli.run(['attach', 'web', ...n, '-c', 'kept', '-i'], 'in\n');
    expect([attached.code, attached.out.toString()]).toEqual([5, 'one\ngot in\n']);
    const { code, out } = await following.ended;
    expect(code).toBe(0);
    expect(out.toString()).toMatch(/^\d{4}-\S+ one\n\d{4}-\S+ got in\n$/);
    const tail = await cli.run(['logs', 'web', ...n, '-c', 'kept', '--tail', '1']);
    expect(tail.out.toString()).toBe('got in\n');
  });

  it('streams the lines of many Pods', async () => {
    const onBoth = ['run', '-l', 'app=both', ...n, ...image, '--target', 'app', '--', 'sh', '-c'];
    const go = '/proc/1/root/tmp/go';
    const script = `echo first; until [ -e ${go} ]; do sleep 0.1; done; echo last; sleep 0.5`;
    const started = cli.start([...onBoth, script]);
    const lines = () => started.out().split('\n').sort();
    await expect.poll(lines, { timeout: 60_000 }).toEqual(['', '[a] first', '[b] first']);
    expect((await cli.run([...onBoth, `touch ${go}`])).code).toBe(0);
    const { code, out } = await started.ended;
    expect(code).toBe(0);
    expect(out.toString().split('\n').sort()).toEqual(['', '[a] first', '[a] last', '[b] first', '[b] last']);
  });

  it.each([
    ['ErrImageNeverPull', ['--image', 'nosuch.invalid/x:1', '--image-pull-policy', 'Never']],
    ['ErrImagePull|ImagePullBackOff', ['--image', 'nosuch.invalid/x:1']],
    ['RunContainerError|StartError', [...image, '--', '/nosuch']],
    ['CreateContainerConfigError', [...image, '--profile', 'restricted']],
  ])('names what cannot start: %s', async (reason, args) => {
    const { code, out, err, milliseconds } = await cli.run(['run', 'failures', ...n, ...args]);
    console.log(`${reason}: named after ${Math.round(milliseconds)} ms`);
    expect([code, out.toString()]).toEqual([1, '']);
    expect(err).toMatch(new RegExp(`^error: .* cannot start: (${reason}): .+`, 'm'));
  });

  it('tells what the kubelet does, on a terminal', async () => {
    await target.createPod({ name: 'pulling' });
    const terminal = await cli.open(['add', 'pulling', ...n, '--image', 'nosuch.invalid/y:1']);
    const { code, shown } = await terminal.ended;
    expect(code).toBe(1);
    expect(shown).toMatch(/in pulling: Pulling image "nosuch\.invalid\/y:1" \(\d+s\)/);
    expect(shown).toMatch(/in pulling: (Failed|BackOff|ErrImagePull): .+ \(\d+s\)/);
  });

  it('ends with 124 at a deadline, and with 2 for wrong usage', async () => {
    const late = await cli.run(['run', 'web', ...n, '--timeout', '8s', ...image, '--', 'sleep', '100']);
    expect([late.code, late.err]).toEqual([
      124,
      expect.stringContaining('keeps running in Pod web; it cannot be removed; follow its log with: '),
    ]);
    const wrong = await cli.run(['run', 'web', ...n, '--image', 'UPPER/Case']);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('invalid image name "UPPER/Case"')]);
  });

  it('says what was added when it is interrupted, waiting or attached', async () => {
    const waiting = await cli.open([
      'run',
      'failures',
      ...n,
      '-it',
      '-c',
      'pulled',
      '--image',
      'nosuch.invalid/z:1',
    ]);
    await waiting.sees('pulled in failures: ');
    waiting.type('\u0003');
    const interrupted = await waiting.ended;
    expect([interrupted.code, words(interrupted.mode)]).toEqual([130, asBefore]);
    expect(interrupted.shown).toContain(
      `pulled stays in Pod failures; it cannot be removed; reattach with: ephemeral-containers attach failures ${n.join(' ')} -c pulled -it`,
    );
    const attached = await cli.open(['run', 'terminal', ...n, '-it', '-c', 'killed', ...image, '--', 'sh']);
    await attached.sees('/ # ');
    await attached.kill('SIGTERM');
    const ended = await attached.ended;
    expect([ended.code, words(ended.mode)]).toEqual([143, asBefore]);
    expect(ended.shown).toContain(
      'killed keeps running in Pod terminal; it cannot be removed; reattach with: ',
    );
  });

  it('takes no offence at a reader that leaves', async () => {
    const script = 'while sleep 0.2; do echo line; done';
    const { child, ended } = cli.start(['run', 'web', ...n, ...image, '--', 'sh', '-c', script]);
    child.stdout.once('data', () => child.stdout.destroy());
    const { code, out, err } = await ended;
    expect([code, err]).toEqual([
      141,
      expect.stringMatching(/^debugger-\w+ keeps running in Pod \S+; it cannot be removed; .*\n$/),
    ]);
    expect(out.toString()).toMatch(/^line\n/);
  });

  it('is found by kubectl', async ({ skip }) => {
    const kubectl = findKubectl(inject('clusterRun'));
    if (!kubectl) return skip();
    const { code, out } = await cli.start(['ephemeral', 'list', 'web', ...n], { by: kubectl }).ended;
    expect([code, out.toString().split('\n')[0]]).toEqual([0, expect.stringMatching(/^POD +NAME +IMAGE/)]);
    const help = await cli.start(['ephemeral', 'run', '--help'], { by: kubectl }).ended;
    expect(help.out.toString()).toMatch(/^Usage: kubectl ephemeral run /);
  });

  it('knows every flag of kubectl debug, be it to say why not', async ({ skip }) => {
    const kubectl = findKubectl(inject('clusterRun'));
    if (!kubectl) return skip();
    const { out } = await cli.start(['debug', '--help'], { by: kubectl }).ended;
    const flags = [...out.toString().matchAll(/^ +(?:-\w, )?(--[\w-]+)=/gm)].map(([, flag = '']) => flag);
    expect(flags.length).toBeGreaterThan(20);
    const unknown: string[] = [];
    for (const flag of flags) {
      const { code, err } = await cli.run(['run', flag]);
      expect(code).toBe(2);
      if (err.includes('unknown option')) unknown.push(flag);
    }
    console.log(`kubectl debug has ${flags.length} flags, unknown here: ${unknown.join(' ') || 'none'}`);
    expect(unknown).toEqual([]);
  });
});
