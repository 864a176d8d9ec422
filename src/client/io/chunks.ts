import type { Readable } from 'node:stream';
import type { ReadableStreamDefaultReader } from 'node:stream/web';

/** A source that is read chunk by chunk. After `release`, a chunk that was waited for is left in it. */
export interface Chunks {
  /** Undefined at the end, and once released. */
  next(): Promise<unknown>;
  release(): void;
}

/** Reads as long as it is asked to: an iterator of the stream would take a chunk more, and destroy it. */
export function chunksOfReadable(stream: NodeJS.ReadableStream): Chunks {
  const state: Partial<Pick<Readable, 'readableEnded' | 'errored' | 'destroyed'>> = stream as Readable;
  let released = false;
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  let wake = () => {};
  const onError = (error: unknown) => {
    failure = { error };
    wake();
  };
  const onEnd = () => {
    ended = true;
    wake();
  };
  const listeners = { readable: () => wake(), end: onEnd, close: () => wake() };
  // It may fail before it is first read from.
  stream.on('error', onError);
  let listening = false;
  const listen = () => {
    listening = true;
    for (const [event, listener] of Object.entries(listeners)) stream.on(event, listener);
  };
  const release = () => {
    released = true;
    stream.off('error', onError);
    if (listening) {
      for (const [event, listener] of Object.entries(listeners)) stream.off(event, listener);
      stream.pause();
    }
    wake();
  };
  return {
    async next() {
      if (!listening && !released) listen();
      for (;;) {
        if (released) return undefined;
        if (failure) throw failure.error;
        if (state.errored) throw state.errored;
        const chunk = stream.read() as unknown;
        if (chunk !== null) return chunk;
        if (ended || state.readableEnded) return undefined;
        if (state.destroyed) throw new Error('the stream was closed before its end');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    release,
  };
}

export function chunksOfWebStream(reader: ReadableStreamDefaultReader): Chunks {
  let released = false;
  return {
    async next() {
      try {
        return (await reader.read()).value;
      } catch (error) {
        if (released) return undefined;
        throw error;
      }
    },
    release() {
      released = true;
      reader.releaseLock();
    },
  };
}

export function chunksOfIterator(iterator: Iterator<unknown> | AsyncIterator<unknown>): Chunks {
  let tellReleased = () => {};
  const released = new Promise<undefined>((resolve) => {
    tellReleased = () => resolve(undefined);
  });
  return {
    async next() {
      const next = await Promise.race([iterator.next(), released]);
      return next?.done ? undefined : next?.value;
    },
    release() {
      tellReleased();
      // Not awaited: one that waits for its own next would keep us waiting.
      Promise.resolve(iterator.return?.()).catch(() => {});
    },
  };
}
