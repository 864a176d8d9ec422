import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { describe, expect, test } from 'vitest';
import { prefixLines } from '../../src/cli/output/prefix-lines.js';

/** What comes out, write by write. */
async function prefix(chunks: readonly (string | Buffer)[]): Promise<string[]> {
  const writes: string[] = [];
  const out = new PassThrough().on('data', (chunk: Buffer) => writes.push(chunk.toString()));
  const lines = prefixLines(out, '[a] ');
  for (const chunk of chunks) lines.write(chunk);
  lines.end();
  await finished(lines);
  return writes;
}

describe('prefixLines', () => {
  test('writes whole lines only, at once', async () => {
    expect(await prefix(['on', 'e\ntwo\nthr', 'ee\n'])).toEqual(['[a] one\n[a] two\n', '[a] three\n']);
  });
  test('ends a last line that has no end', async () => {
    expect(await prefix(['one\n\n', 'two'])).toEqual(['[a] one\n[a] \n', '[a] two\n']);
    expect(await prefix([])).toEqual([]);
  });
  test('keeps bytes as they are, characters in two chunks too', async () => {
    const euro = Buffer.from('€\n');
    expect(await prefix([euro.subarray(0, 1), euro.subarray(1)])).toEqual(['[a] €\n']);
  });
  test('shows a line without end in parts, rather than hold it', async () => {
    const half = 'x'.repeat(600_000);
    expect(await prefix([half, half, 'y\n'])).toEqual([`[a] ${half}${half}\n`, '[a] y\n']);
  });
});
