import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collector } from '../../src/client/io/output.js';
import { findLogPrefix } from '../../src/client/output/align-log.js';
import { createAttachedOutput } from '../../src/client/output/attached-output.js';
import { endsAlike } from '../../src/client/output/ends-alike.js';
import { joinLog } from '../../src/client/output/join-log.js';
import { createSkipper } from '../../src/client/output/skip-passed.js';

/** What came before the streams: whole lines, then the beginnings of the lines amid which they set in. */
const find = (
  log: string,
  stdout: string,
  stderr = '',
  { seen = [0, 0], over = false, guess = false } = {},
) => {
  const found = findLogPrefix(
    Buffer.from(log),
    { stdout: Buffer.from(stdout), stderr: Buffer.from(stderr) },
    { before: { stdout: seen[0] as number, stderr: seen[1] as number }, over },
    guess,
  );
  return found && `${found.log}${found.begun.stdout}${found.begun.stderr}`;
};
/** Nothing came since the log was asked for. */
const findLevel = (log: string, stdout: string, stderr = '', over = false) =>
  find(log, stdout, stderr, { seen: [stdout.length, stderr.length], over });

describe('findEarlier', () => {
  it.each([
    ['all of the log is known', 'a\nb\n', 'a\nb\n', '', ''],
    ['the streams begin later', 'a\nb\nc\n', 'b\nc\n', '', 'a\n'],
    ['the streams are ahead of the log', 'a\nb\n', 'b\nc\nd\n', '', 'a\n'],
    ['the attach came within a line', 'a\nhello\n', 'lo\nb\n', '', 'a\nhel'],
    ['both streams write', 'a\no1\ne1\no2\ne2\n', 'o1\no2\n', 'e1\ne2\n', 'a\n'],
    ['the log has the streams in another order', 'a\ne1\ne2\no1\no2\n', 'o1\no2\n', 'e1\ne2\n', 'a\n'],
    ['both streams have the same lines', 'a\nb\nc\nb\nd\n', 'b\nd\n', 'b\nc\n', 'a\n'],
    ['only stderr was heard of', 'a\ne1\n', '', 'e1\ne2\n', 'a\n'],
    ['a line is begun', 'a\nb\n', 'b\nc', '', 'a\n'],
    ['the log has line feeds only', 'a\nb\n', 'b\r\nc\r\n', '', 'a\n'],
  ])('finds the beginning where %s', (_, log, stdout, stderr, earlier) => {
    const seen = [stdout, stderr].map((text) => text.indexOf('\n') + 1);
    expect(find(log, stdout, stderr, { seen })).toBe(earlier);
  });
  it('tells a line from the end of another by what must follow it', () => {
    expect(find('x\ny\n\nz\n', '\nz\n0\n', '', { seen: [1, 0] })).toBeUndefined();
    expect(find('x\ny\n\nz\n', '\nz\n0\n', '', { seen: [3, 0] })).toBe('x\ny\n');
    expect(find('0 x\n1 x\n10 x\n', '0 x\n1 x\n10 x\n1', '', { seen: [4, 0] })).toBeUndefined();
    expect(find('0 x\n1 x\n10 x\n', '0 x\n1 x\n10 x\n1', '', { seen: [8, 0] })).toBe('');
  });
  it('gives each stream the beginning of its first line', () => {
    const attached = { stdout: Buffer.from('put\n'), stderr: Buffer.from('or\n') };
    const standing = { before: { stdout: 4, stderr: 3 }, over: false };
    const found = findLogPrefix(Buffer.from('a\nerror\noutput\n'), attached, standing);
    expect(found?.log.toString()).toBe('a\n');
    expect(String(found?.begun.stdout)).toBe('out');
    expect(String(found?.begun.stderr)).toBe('err');
  });
  it('takes no line that a stream has yet to bring for an earlier one', () => {
    expect(find('a\ne1\no1\no2\ne2\n', 'o1\no2\n', '', { seen: [1, 0] })).toBeUndefined();
    expect(find('a\nb\nc\n', 'b\n')).toBeUndefined();
  });
  it('takes a last line without an end for one that is logged once the container ended', () => {
    expect(findLevel('a\nb', 'b', '', true)).toBe('a\n');
    expect(findLevel('a\nb\n', 'b\nc', '', true)).toBeUndefined();
  });
  it('finds no place in a log that lacks output from before it was requested', () => {
    expect(find('a\nb\n', 'c\n')).toBeUndefined();
    expect(find('a\nb\n', 'b\nc\nd\n', '', { seen: [6, 0] })).toBeUndefined();
    expect(find('', 'c\n', '', { seen: [2, 0] })).toBeUndefined();
  });
  it('tells equal lines by their number alone, once log and streams are level', () => {
    expect(find('x\nx\nx\n', 'x\nx\n', '', { seen: [2, 0] })).toBeUndefined();
    expect(findLevel('x\nx\nx\n', 'x\n')).toBe('x\nx\n');
    expect(findLevel('x\nx\nx\n', 'x\nx\n', 'x\n')).toBe('');
    expect(findLevel('x\ny\n', 'x\n')).toBeUndefined();
    expect(findLevel('x\n', 'x\nx\n')).toBeUndefined();
  });
  it('loses no line where it has to guess', () => {
    expect(find('x\nx\nx\n', 'x\nx\n', '', { seen: [2, 0], guess: true })).toBe('x\nx\n');
    expect(find('a\nb\n', 'c\n', '', { guess: true })).toBeUndefined();
  });
  it('is exact for a log that is level, wherever the attach came', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 }).map((text) => `${text}\n`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.nat(), (lines, seed) => {
        const log = lines.join('');
        const at = seed % log.length;
        expect(findLevel(log, log.slice(at))).toBe(log.slice(0, at));
      }),
    );
  });
  it('is exact or says nothing for lines that are all different, in whatever order two streams are logged', () => {
    const shape = fc.record({
      streams: fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
      order: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
      at: fc.nat(),
      logged: fc.nat(),
      seen: fc.nat(),
    });
    let found = 0;
    fc.assert(
      fc.property(shape, ({ streams, order, at, logged, seen }) => {
        const lines = streams.map((isErr, index) => ({ isErr, text: `<${index}>\n` }));
        const from = at % lines.length;
        const [out, err] = [false, true].map((isErr) =>
          lines.slice(from).filter((line) => line.isErr === isErr),
        );
        const [outs, errs] = [out ?? [], err ?? []].map((some) => [...some]) as [typeof lines, typeof lines];
        const mixed = order.flatMap(
          (first) => (first ? outs.shift() : errs.shift()) ?? outs.shift() ?? errs.shift() ?? [],
        );
        const log = [...lines.slice(0, from), ...mixed].slice(0, logged % (lines.length + 1));
        const textOf = (some: typeof lines | undefined) => (some ?? []).map(({ text }) => text).join('');
        const [stdout, stderr] = [textOf(out), textOf(err)];
        // the first line at least came before the log was asked for
        const first = 1 + (seen % Math.max(1, stdout.length + stderr.length));
        const before = [Math.min(first, stdout.length), Math.max(0, first - stdout.length)];
        const earlier = find(textOf(log), stdout, stderr, { seen: before });
        if (earlier === undefined) return;
        found++;
        expect(earlier).toBe(textOf(lines.slice(0, from)));
      }),
    );
    expect(found).toBeGreaterThan(0);
  });
  it('gives all of the log where nothing came since, if they are level', () => {
    expect(findLevel('a\nb\n', '')).toBe('a\nb\n');
    expect(findLevel('a\nb\n', '$ ')).toBe('a\nb\n');
    expect(find('a\nb\n', '$ ')).toBeUndefined();
  });
});

describe('joinLog', () => {
  const outputOf = () => {
    const [out, err] = [collector(), collector()];
    const text = () => ({ stdout: `${out.bytes()}`, stderr: `${err.bytes()}` });
    return { output: createAttachedOutput(out.write, err.write, { onBroken }), text };
  };
  const onBroken = (error: Error) => {
    throw error;
  };
  const { signal } = new AbortController();
  it('waits for a stream whose lines the log has first', async () => {
    const { output, text } = outputOf();
    output.take('stdout', Buffer.from('o1\no2\n'));
    let reads = 0;
    const readLog = async () => {
      if (reads++ === 0) setTimeout(() => output.take('stderr', Buffer.from('e1\ne2\n')), 10);
      return Buffer.from('early\ne1\ne2\no1\no2\n');
    };
    while (!(await joinLog(output, readLog, { signal }))) expect(text().stdout).toBe('');
    await output.flush();
    expect(text()).toEqual({ stdout: 'early\no1\no2\n', stderr: 'e1\ne2\n' });
    expect(reads).toBeLessThanOrEqual(2);
  });
  it('opens among equal lines that keep coming only where it may guess', async () => {
    const { output, text } = outputOf();
    output.take('stdout', Buffer.from('x\nx\n'));
    const readLog = async () => {
      setTimeout(() => output.take('stdout', Buffer.from('x\n')), 10);
      return Buffer.from('x\nx\nx\n');
    };
    expect(await joinLog(output, readLog, { signal })).toBe(false);
    expect(text().stdout).toBe('');
    expect(await joinLog(output, readLog, { signal }, true)).toBe(true);
    await output.flush();
    expect(text().stdout).toBe('x\nx\nx\nx\n');
  });
});

describe('endsAlike', () => {
  const alike = (log: string, stdout: string, stderr = '', asked = 3) =>
    endsAlike(
      { bytes: Buffer.from(log), asked },
      {
        stdout: Buffer.from(stdout),
        stderr: Buffer.from(stderr),
        lines: `${stdout}${stderr}`.split(/(?<=\n)/).filter(Boolean).length,
      },
    );
  it('compares the last lines of either stream', () => {
    expect(alike('b\ne\nc\n', 'a\nb\nc\n', 'e\n')).toBe(true);
    expect(alike('', '')).toBe(true);
    expect(alike('a\nb', 'a\nb')).toBe(true);
  });
  it('sees what is missing at the end', () => {
    expect(alike('a\nb\nc\n', 'a\nb\n')).toBe(false);
    expect(alike('a\n', '')).toBe(false);
    expect(alike('ab', 'a', 'b')).toBe(false);
  });
  it('counts the lines of a log that is whole', () => {
    expect(alike('x\nx\n', 'x\nx\n')).toBe(true);
    expect(alike('x\nx\n', 'x\n')).toBe(false);
  });
  it('does not trust lines that repeat themselves', () => {
    expect(alike('x\nx\nx\n', 'x\nx\nx\nx\n')).toBe(false);
    expect(alike('1\n2\n3\n', '1\n2\n3\n1\n2\n3\n')).toBe(false);
    expect(alike('1\n2\n3\n', '4\n2\n3\n1\n2\n3\n')).toBe(true);
    expect(alike('x\ne\ny\n', 'w\nx\ny\n', 'e\ne\n')).toBe(false);
  });
});

describe('createSkipper', () => {
  it('leaves out whole lines and the beginning of the next, over any pieces', () => {
    const text = 'one\ntwo\nthree\nfour';
    for (let size = 1; size <= text.length; size++) {
      const skipper = createSkipper({ lines: 2, rest: 3 });
      let fresh = '';
      for (let at = 0; at < text.length; at += size)
        fresh += skipper.skip(Buffer.from(text.slice(at, at + size)));
      expect(fresh).toBe('ee\nfour');
      expect(skipper.isBehind()).toBe(false);
    }
  });
  it('tells a log that has less than was passed on', () => {
    const skipper = createSkipper({ lines: 2, rest: 0 });
    expect(skipper.skip(Buffer.from('one\n'))).toHaveLength(0);
    expect(skipper.isBehind()).toBe(true);
  });
});
