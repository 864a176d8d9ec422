import type { Writable } from 'node:stream';
import { BrokenOutput } from '../broken-output.js';
import type { CliIo } from '../io.js';

/** Writes bytes of a container as they are; resolves when they are taken. */
export function writeTo(stream: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** Prints bytes as they come, no faster than they are taken. */
export async function copyOut(chunks: AsyncIterable<Buffer>, { stdout, signal }: CliIo): Promise<void> {
  try {
    for await (const bytes of chunks) await writeTo(stdout, bytes);
  } catch (error) {
    // the stream's own error listener reports why it cannot be written
    throw signal?.reason instanceof BrokenOutput ? signal.reason : error;
  }
}
