import { writerTo } from '../../client/io/output.js';
import { BrokenOutput } from '../broken-output.js';
import type { CliIo } from '../io.js';

/** Prints bytes as they come, no faster than they are taken. */
export async function copyOut(chunks: AsyncIterable<Buffer>, { stdout, signal }: CliIo): Promise<void> {
  const write = writerTo(stdout);
  try {
    for await (const bytes of chunks) await write(bytes);
  } catch (error) {
    // why it cannot be written is known to who listens to the stream
    throw signal?.reason instanceof BrokenOutput ? signal.reason : error;
  }
}
