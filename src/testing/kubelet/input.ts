const highWater = 1 << 20;

/** Thrown into a program that waits when Ctrl-C is typed. */
export class Interrupted extends Error {}

/** Bytes on their way to a program's stdin. */
export interface InputQueue extends AsyncIterable<Uint8Array> {
  /** Answers a promise to wait for before the next push, once too much is queued. */
  push(chunk: Uint8Array): Promise<void> | undefined;
  end(): void;
  /** Makes every read reject: the program is being killed. */
  fail(error: unknown): void;
  /** Makes the read that waits reject, if one does. */
  interrupt(): void;
  /** The next bytes, or `undefined` at the end of input. */
  read(): Promise<Uint8Array | undefined>;
}

export function openInput(): InputQueue {
  const chunks: Uint8Array[] = [];
  let queued = 0;
  let ended = false;
  let failure: { error: unknown } | undefined;
  let wakeReader: ((interrupted?: Interrupted) => void) | undefined;
  const wakeWriters: (() => void)[] = [];

  function wake(): void {
    wakeReader?.();
    wakeReader = undefined;
  }

  async function read(): Promise<Uint8Array | undefined> {
    for (;;) {
      if (failure !== undefined) throw failure.error;
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        queued -= chunk.length;
        if (queued < highWater) for (const resume of wakeWriters.splice(0)) resume();
        return chunk;
      }
      if (ended) return undefined;
      const interrupted = await new Promise<Interrupted | undefined>((resolve) => {
        wakeReader = resolve;
      });
      if (interrupted !== undefined) throw interrupted;
    }
  }

  return {
    read,
    push(chunk) {
      if (ended || failure !== undefined || chunk.length === 0) return undefined;
      chunks.push(chunk);
      queued += chunk.length;
      wake();
      return queued < highWater ? undefined : new Promise((resolve) => wakeWriters.push(resolve));
    },
    end() {
      ended = true;
      for (const resume of wakeWriters.splice(0)) resume();
      wake();
    },
    interrupt() {
      wakeReader?.(new Interrupted());
      wakeReader = undefined;
    },
    fail(error) {
      failure ??= { error };
      for (const resume of wakeWriters.splice(0)) resume();
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (let chunk = await read(); chunk !== undefined; chunk = await read()) yield chunk;
    },
  };
}
