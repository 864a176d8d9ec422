import { Readable } from 'node:stream';

/** What is typed or piped into a container. */
export type Input = string | Uint8Array | NodeJS.ReadableStream | AsyncIterable<string | Uint8Array>;

/** Frames of this size at most; each is one write to the socket. */
const frameSize = 64 * 1024;

/**
 * The bytes of an input in frames. When the taking stops early the input is left as it is, open:
 * it is the caller's.
 */
export async function* readInput(input: Input): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of chunksOf(input)) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let from = 0; from < bytes.length; from += frameSize) yield bytes.subarray(from, from + frameSize);
  }
}

function chunksOf(input: Input): Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array> {
  if (typeof input === 'string' || input instanceof Uint8Array) return [input];
  if (input instanceof Readable) return input.iterator({ destroyOnReturn: false });
  return input as AsyncIterable<string | Uint8Array>;
}
