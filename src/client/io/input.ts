import type { ReadableStream } from 'node:stream/web';
import { AbortedError } from '../errors/broken.js';
import { messageOf } from '../transport/socket-error.js';
import { type Chunks, chunksOfIterator, chunksOfReadable, chunksOfWebStream } from './chunks.js';

/** What is typed or piped into a container. */
export type Input = string | Uint8Array | NodeJS.ReadableStream | AsyncIterable<string | Uint8Array>;

/** Bytes of an input, in frames; the input stays its owner's. */
export interface InputReader {
  /** The next frame, undefined at the end and once released. Rejects with an `AbortedError` where it cannot be read. */
  next(): Promise<Uint8Array | undefined>;
  /** Stops reading; what was not read is left in the input, open. */
  release(): void;
}

/** Frames of this size at most; each is one write to the socket. */
const frameSize = 64 * 1024;

/**
 * Begins to read; to be released.
 *
 * @throws TypeError where it is no input
 */
export function readInput(input: Input): InputReader {
  const chunks = chunksOf(input);
  let rest: Uint8Array = new Uint8Array();
  return {
    async next() {
      try {
        while (rest.length === 0) {
          const chunk = await chunks.next();
          if (chunk === undefined) return undefined;
          rest = bytesOf(chunk);
        }
      } catch (cause) {
        if (cause instanceof TypeError) throw cause;
        throw new AbortedError(`the input could not be read: ${messageOf(cause)}`, { cause });
      }
      const frame = rest.subarray(0, frameSize);
      rest = rest.subarray(frameSize);
      return frame;
    },
    release: () => chunks.release(),
  };
}

function chunksOf(input: unknown): Chunks {
  if (typeof input === 'string' || input instanceof Uint8Array)
    return chunksOfIterator([input][Symbol.iterator]());
  if (typeof input === 'object' && input !== null) {
    if ('getReader' in input) return chunksOfWebStream((input as ReadableStream).getReader());
    if (isReadable(input)) return chunksOfReadable(input);
    if (Symbol.asyncIterator in input)
      return chunksOfIterator((input as AsyncIterable<unknown>)[Symbol.asyncIterator]());
  }
  throw new TypeError('stdin: must be a string, bytes, a stream or an async iterable of strings and bytes');
}

/** Node's streams, of any copy of `readable-stream`. */
function isReadable(input: object): input is NodeJS.ReadableStream {
  return 'read' in input && typeof input.read === 'function' && 'on' in input;
}

function bytesOf(chunk: unknown): Uint8Array {
  if (typeof chunk === 'string') return Buffer.from(chunk);
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError(
    `stdin: its chunks must be strings or bytes, got ${chunk === null ? 'null' : typeof chunk}`,
  );
}
