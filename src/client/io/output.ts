/** The part of a Web `WritableStream` that is needed: not all consumers have the types of the DOM. */
export interface WebOutput {
  getWriter(): { write(chunk: Uint8Array): Promise<void>; releaseLock(): void };
}

/**
 * Where output goes: a Node stream, a Web `WritableStream`, or a function called with each chunk, which
 * may be slow. A stream is not closed at the end.
 */
export type Output = NodeJS.WritableStream | WebOutput | ((chunk: Buffer) => void | Promise<void>);

/** Writes; a promise returned is settled when there is room for more. */
export type Write = (bytes: Buffer) => undefined | Promise<void>;

export function writerTo(output: Output | undefined): Write {
  if (output === undefined) return () => undefined;
  if (typeof output === 'function') return (bytes) => output(bytes) || undefined;
  if (isWeb(output)) return (bytes) => writeToWeb(output, bytes);
  if (typeof output?.write !== 'function')
    throw new TypeError('stdout and stderr: must be a stream, or a function that takes each chunk');
  return (bytes) => {
    // One that is closed would never ask for more.
    if (output.writable === false) throw new Error('the stream that output is written to was closed');
    return output.write(bytes) ? undefined : whenDrained(output);
  };
}

function isWeb(output: NodeJS.WritableStream | WebOutput): output is WebOutput {
  return typeof (output as Partial<WebOutput> | null)?.getWriter === 'function';
}

/** Locked for no longer than it takes to hand over a chunk, so that the stream may be for both outputs. */
function writeToWeb(stream: WebOutput, bytes: Buffer): Promise<void> {
  const writer = stream.getWriter();
  const written = writer.write(bytes);
  writer.releaseLock();
  return written;
}

/** A reader that went away (`EPIPE`, a closed stream) ends the waiting too. */
function whenDrained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (act: () => void) => {
      stream.off('drain', onDrain);
      stream.off('close', onClose);
      stream.off('error', onError);
      act();
    };
    const onDrain = () => end(resolve);
    const onClose = () => end(() => reject(new Error('the stream that output is written to was closed')));
    const onError = (error: Error) => end(() => reject(error));
    stream.on('drain', onDrain);
    stream.on('close', onClose);
    stream.on('error', onError);
  });
}

/** Keeps what is written, for a caller who gave no stream. */
export function collector(): { readonly write: Write; readonly bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  return {
    write(bytes) {
      chunks.push(bytes);
      return undefined;
    },
    bytes: () => Buffer.concat(chunks),
  };
}
