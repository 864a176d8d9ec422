import { Writable } from 'node:stream';
import { writeTo } from './copy-out.js';
import { printable } from './print.js';

/** Bytes of a line held until it is complete; a longer line is written in parts. */
const longestLine = 1024 * 1024;
const newline = 10;

/**
 * Writes to `stream` in whole lines with `prefix` before each, so that several writers do not mix within
 * a line. Ending it completes an unfinished last line; `stream` itself is not ended.
 * `before` is called before each write.
 */
export function prefixLines(stream: Writable, prefix: string, before: () => void = () => {}): Writable {
  let held: Buffer[] = [];
  let size = 0;
  const hold = (bytes: Buffer) => {
    if (bytes.length > 0) held.push(bytes);
    size += bytes.length;
  };
  const takeHeld = () => {
    const bytes = Buffer.concat(held);
    held = [];
    size = 0;
    return bytes;
  };
  const take = (chunk: Buffer): Buffer => {
    const end = chunk.lastIndexOf(newline) + 1;
    hold(chunk.subarray(0, end));
    const lines = end > 0 ? takeHeld() : Buffer.alloc(0);
    hold(chunk.subarray(end));
    return size < longestLine ? lines : Buffer.concat([lines, takeHeld(), Buffer.of(newline)]);
  };
  const writeLines = (lines: Buffer, done: (error?: Error | null) => void) => {
    if (lines.length === 0) return done();
    before();
    writeTo(stream, putBefore(printable(prefix), lines)).then(() => done(), done);
  };
  return new Writable({
    write: (chunk: Buffer, _, done) => writeLines(take(chunk), done),
    final: (done) =>
      writeLines(size === 0 ? Buffer.alloc(0) : Buffer.concat([takeHeld(), Buffer.of(newline)]), done),
  });
}

/** One buffer and one write, so that no other output comes between. */
function putBefore(prefix: string, lines: Buffer): Buffer {
  const start = Buffer.from(prefix);
  const parts: Buffer[] = [];
  for (let from = 0; from < lines.length; ) {
    const end = lines.indexOf(newline, from) + 1;
    parts.push(start, lines.subarray(from, end));
    from = end;
  }
  return Buffer.concat(parts);
}
