import { describe, expect, it } from 'vitest';
import { endsAlike } from '../../src/client/output/ends-alike.js';
import { createSkipper } from '../../src/client/output/skip-passed.js';
import { findEarlier } from '../../src/client/output/stitch.js';

const find = (log: string, stdout: string, stderr = '') =>
  findEarlier(Buffer.from(log), { stdout: Buffer.from(stdout), stderr: Buffer.from(stderr) })?.toString();

describe('findEarlier', () => {
  it.each([
    ['all of the log is known', 'a\nb\n', 'a\nb\n', '', ''],
    ['the streams begin later', 'a\nb\nc\n', 'b\nc\n', '', 'a\n'],
    ['the streams are ahead of the log', 'a\nb\n', 'b\nc\nd\n', '', 'a\n'],
    ['the log is ahead of the streams', 'a\nb\nc\nd\n', 'b\n', '', 'a\n'],
    ['the attach came within a line', 'a\nhello\n', 'lo\n', '', 'a\nhel'],
    ['both streams write', 'a\no1\ne1\no2\ne2\n', 'o1\no2\n', 'e1\ne2\n', 'a\n'],
    ['only stderr was heard of', 'a\ne1\n', '', 'e1\n', 'a\n'],
    ['a line looks like the end of an older one', 'x\ny\n\nz\n', '\nz\n', '', 'x\ny\n'],
    ['the log has line feeds only', 'a\nb\n', 'b\r\n', '', 'a\n'],
    ['the last line has no end', 'a\nb', 'b', '', 'a\n'],
  ])('finds the beginning where %s', (_, log, stdout, stderr, earlier) => {
    expect(find(log, stdout, stderr)).toBe(earlier);
  });
  it('finds nothing in a log that has none of it', () => {
    expect(find('a\nb\n', 'c\n')).toBeUndefined();
    expect(find('', 'c\n')).toBeUndefined();
  });
});

describe('endsAlike', () => {
  const alike = (log: string, stdout: string, stderr = '') =>
    endsAlike(Buffer.from(log), Buffer.from(stdout), Buffer.from(stderr));
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
});

describe('createSkipper', () => {
  it('leaves out whole lines and the beginning of the next, over any pieces', () => {
    const text = 'one\ntwo\nthree\nfour';
    for (let size = 1; size <= text.length; size++) {
      const skip = createSkipper({ lines: 2, rest: Buffer.from('thr'), bytes: 11 });
      let fresh = '';
      for (let at = 0; at < text.length; at += size) fresh += skip(Buffer.from(text.slice(at, at + size)));
      expect(fresh).toBe('ee\nfour');
    }
  });
});
