import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCursor } from '../../src/client/logs/cursor.js';
import { parseLog } from '../../src/client/logs/parse.js';

interface Line {
  /** In milliseconds. */
  readonly at: number;
  readonly text: string;
}

const timeOf = (at: number) => `${new Date(at).toISOString().slice(0, -1)}000000Z`;
const format = (lines: readonly Line[]) => lines.map(({ at, text }) => `${timeOf(at)} ${text}\n`).join('');

/** What a kubelet sends: the lines of that second on, broken off after so many bytes. */
function reading(lines: readonly Line[], since: string | undefined, bytes: number): Buffer {
  const from = since === undefined ? 0 : Date.parse(since);
  return Buffer.from(format(lines.filter(({ at }) => at >= from))).subarray(0, bytes);
}

async function* inPieces(data: Buffer, size: number) {
  for (let at = 0; at < data.length; at += size) yield data.subarray(at, at + size);
}

async function readBrokenly(lines: readonly Line[], cuts: readonly number[], size: number): Promise<string> {
  const cursor = createCursor();
  let text = '';
  for (const cut of [...cuts, Number.POSITIVE_INFINITY]) {
    cursor.rewind();
    const data = reading(lines, cursor.since(), cut);
    for await (const piece of parseLog(inPieces(data, size)))
      text += cursor.take(piece)?.bytes.toString() ?? '';
  }
  return text;
}

describe('a log that is read over connections that break', () => {
  const lines = fc.array(
    fc.record({ step: fc.nat({ max: 700 }), text: fc.stringMatching(/^[a-c 0-9]{0,20}$/) }),
    { maxLength: 30 },
  );
  it('is whole, and has nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.array(fc.nat({ max: 500 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 64 }),
        async (steps, cuts, size) => {
          let at = 1_700_000_000_000;
          const log = steps.map(({ step, text }) => {
            at += step;
            return { at, text };
          });
          expect(await readBrokenly(log, cuts, size)).toBe(log.map(({ text }) => `${text}\n`).join(''));
        },
      ),
      { numRuns: 500 },
    );
  });
  it('goes on where the beginning of the second was rotated away', async () => {
    const cursor = createCursor();
    const texts: string[] = [];
    const read = async (log: string) => {
      cursor.rewind();
      for await (const piece of parseLog(inPieces(Buffer.from(log), 1000))) {
        texts.push(cursor.take(piece)?.bytes.toString() ?? '');
      }
    };
    const all = [1, 2, 3, 4].map((number) => ({ at: 1_700_000_000_000 + number, text: `line ${number}` }));
    await read(format(all.slice(0, 3)));
    await read(format(all.slice(2)));
    expect(texts.join('')).toBe('line 1\nline 2\nline 3\nline 4\n');
  });
  it('goes on after a rotation, be the times of lines alike', async () => {
    const step = fc.record({ wait: fc.constantFrom(0, 0, 0, 400), more: fc.nat({ max: 4 }) });
    const turn = fc.record({ wrote: fc.array(step, { maxLength: 4 }), cut: fc.nat(200), keep: fc.nat(4) });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 8 }), async (turns) => {
        const cursor = createCursor();
        const log: Line[] = [];
        let at = 1_700_000_000_000;
        let text = '';
        for (const { wrote, cut, keep } of [
          ...turns,
          { wrote: [], cut: Number.POSITIVE_INFINITY, keep: 9 },
        ]) {
          for (const { wait, more } of wrote) {
            at += wait;
            for (let left = more; left > 0; left--) log.push({ at, text: `line ${1000 + log.length}` });
          }
          cursor.rewind();
          // Lines that were read whole may be gone.
          const kept = log.slice(Math.max(0, text.split('\n').length - 1 - keep));
          for await (const piece of parseLog(inPieces(reading(kept, cursor.since(), cut), 10_000)))
            text += cursor.take(piece)?.bytes.toString() ?? '';
        }
        expect(text).toBe(log.map((line) => `${line.text}\n`).join(''));
      }),
      { numRuns: 500 },
    );
  });
});
