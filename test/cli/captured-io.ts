import { PassThrough, Readable, Writable } from 'node:stream';
import type { CliIo } from '../../src/cli/io.js';

/** An {@link CliIo} that keeps what is written to it. */
export function captureIo(input = ''): CliIo & { readonly out: () => string; readonly err: () => string } {
  const stdout = keep();
  const stderr = keep();
  return {
    stdin: input === '' ? new PassThrough().end() : Readable.from([Buffer.from(input)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: {},
    out: stdout.text,
    err: stderr.text,
  };
}

function keep(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
