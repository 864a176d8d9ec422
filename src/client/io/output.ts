/** Where output goes: a Node stream, or a function called with each chunk, which may be slow. */
export type Output = NodeJS.WritableStream | ((chunk: Buffer) => void | Promise<void>);

/** Writes; a promise returned is settled when there is room for more. */
export type Write = (bytes: Buffer) => undefined | Promise<void>;

export function writerTo(output: Output | undefined): Write {
  if (output === undefined) return () => undefined;
  if (typeof output === 'function') return (bytes) => output(bytes) || undefined;
  if (typeof output?.write !== 'function')
    throw new TypeError('stdout and stderr: must be a stream, or a function that takes each chunk');
  return (bytes) => {
    // One that is closed would never ask for more.
    if (output.writable === false) throw new Error('the stream that output is written to was closed');
    return output.write(bytes) ? undefined : whenDrained(output);
  };
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
