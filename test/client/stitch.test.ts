import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsAlike } from '../../src/client/output/ends-alike.js';
import { createSkipper } from '../../src/client/output/skip-passed.js';
import { findEarlier } from '../../src/client/output/stitch.js';

const find = (log: string, stdout: string, stderr = '', standing = { level: false, over: false }) =>
  findEarlier(
    Buffer.from(log),
    { stdout: Buffer.from(stdout), stderr: Buffer.from(stderr) },
    standing,
  )?.toString();

const level = { level: true, over: false };
const over = { level: true, over: true };

describe('findEarlier', () => {
  it.each([
    ['all of the log is known', 'a\nb\n', 'a\nb\n', '', ''],
    ['the streams begin later', 'a\nb\nc\n', 'b\nc\n', '', 'a\n'],
    ['the log is ahead of the streams', 'a\nb\nc\nd\n', 'b\n', '', 'a\n'],
    ['the attach came within a line', 'a\nhello\n', 'lo\n', '', 'a\nhel'],
    ['both streams write', 'a\no1\ne1\no2\ne2\n', 'o1\no2\n', 'e1\ne2\n', 'a\n'],
    ['a line of the other stream is on its way', 'a\no1\ne1\no2\n', 'o1\no2\n', '', 'a\n'],
    ['only stderr was heard of', 'a\ne1\n', '', 'e1\n', 'a\n'],
    ['a line looks like the end of an older one', 'x\ny\n\nz\n', '\nz\n', '', 'x\ny\n'],
    ['a newer line ends like the first', '0 x\n1 x\n10 x\n', '0 x\n1 x\n', '', ''],
    ['a line is begun', 'a\nb\n', 'b\nc', '', 'a\n'],
    ['the log has line feeds only', 'a\nb\n', 'b\r\n', '', 'a\n'],
  ])('finds the beginning where %s', (_, log, stdout, stderr, earlier) => {
    expect(find(log, stdout, stderr)).toBe(earlier);
  });
  it('takes a last line without an end for one that is logged once the container ended', () => {
    expect(find('a\nb', 'b', '', over)).toBe('a\n');
    expect(find('a\nb\n', 'b\nc', '', over)).toBeUndefined();
  });
  it('finds nothing in a log that has not all of it', () => {
    expect(find('a\nb\n', 'c\n')).toBeUndefined();
    expect(find('a\nb\n', 'b\nc\nd\n')).toBeUndefined();
    expect(find('', 'c\n')).toBeUndefined();
  });
  it('tells equal lines by their number alone, once log and streams are level', () => {
    expect(find('x\nx\nx\n', 'x\n')).toBeUndefined();
    expect(find('x\nx\nx\n', 'x\n', '', level)).toBe('x\nx\n');
    expect(find('x\nx\nx\n', 'x\nx\n', 'x\n', level)).toBe('');
    expect(find('x\ny\n', 'x\n', '', level)).toBeUndefined();
    expect(find('x\n', 'x\nx\n', '', level)).toBeUndefined();
  });
  it('is exact for a log that is level, wherever the attach came', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 }).map((text) => `${text}\n`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.nat(), (lines, seed) => {
        const log = lines.join('');
        const at = seed % log.length;
        expect(find(log, log.slice(at), '', level)).toBe(log.slice(0, at));
      }),
    );
  });
  it('is exact or says nothing for lines that are all different, whatever is still on its way', () => {
    const shape = fc.record({
      streams: fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
      at: fc.nat(),
      seen: fc.nat(),
      logged: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ streams, at, seen, logged }) => {
        const lines = streams.map((isErr, index) => ({ isErr, text: `<${index}>\n` }));
        const from = at % lines.length;
        const known = lines.slice(from, from + 1 + (seen % (lines.length - from)));
        const log = lines.slice(0, from + known.length + (logged % 4));
        const textOf = (some: typeof lines) => some.map(({ text }) => text).join('');
        const stdout = textOf(known.filter(({ isErr }) => !isErr));
        const stderr = textOf(known.filter(({ isErr }) => isErr));
        expect(find(textOf(log), stdout, stderr)).toBe(textOf(lines.slice(0, from)));
      }),
    );
  });
  it('gives all of the log where nothing came since, if they are level', () => {
    expect(find('a\nb\n', '', '', level)).toBe('a\nb\n');
    expect(find('a\nb\n', '$ ', '', level)).toBe('a\nb\n');
    expect(find('a\nb\n', '')).toBeUndefined();
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
      const skipper = createSkipper({ lines: 2, rest: Buffer.from('thr') });
      let fresh = '';
      for (let at = 0; at < text.length; at += size)
        fresh += skipper.skip(Buffer.from(text.slice(at, at + size)));
      expect(fresh).toBe('ee\nfour');
      expect(skipper.isBehind()).toBe(false);
    }
  });
  it('tells a log that has less than was passed on', () => {
    const skipper = createSkipper({ lines: 2, rest: Buffer.alloc(0) });
    expect(skipper.skip(Buffer.from('one\n'))).toHaveLength(0);
    expect(skipper.isBehind()).toBe(true);
  });
});
