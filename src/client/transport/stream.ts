import type { IncomingMessage } from 'node:http';
import { ConnectionLostError } from '../errors/broken.js';
import type { ErrorSubject } from '../errors/from-status.js';
import { childOf } from '../scope.js';
import { errorOfAnswer, isSuccess, readText } from './answer.js';
import { messageOf } from './socket-error.js';
import type { RequestSpec, Transport } from './transport.js';

/** An answer whose body has no fixed end: a watch or a followed log. */
export interface Stream {
  /** The body's bytes; rejects with a `ConnectionLostError` where it breaks. */
  chunks(): AsyncGenerator<Buffer, void, void>;
  close(): void;
}

/**
 * Nothing arrived for a while: the connection is dead or the program is quiet. A reader requests the
 * stream again, and must not report this error as the cause of a later failure.
 */
class IdleError extends ConnectionLostError {
  constructor(milliseconds: number) {
    super(`nothing was received for ${milliseconds} ms`);
  }
}

export function isIdle(error: unknown): boolean {
  return error instanceof IdleError;
}

export interface StreamOptions {
  /** Milliseconds without a byte after which the connection is taken for dead. */
  readonly idleTimeout?: number | undefined;
}

/** Opens a stream once: the head in time, the body until `signal` or `close`. Others than 2xx are errors. */
export async function openStream(
  transport: Transport,
  spec: RequestSpec,
  subject: ErrorSubject,
  signal: AbortSignal,
  { idleTimeout }: StreamOptions = {},
): Promise<Stream> {
  signal.throwIfAborted();
  const controller = childOf(signal);
  const lose = (text: string) => () => controller.abort(new ConnectionLostError(text));
  let timer = setTimeout(lose(`no answer within ${transport.requestTimeout} ms`), transport.requestTimeout);
  const close = () => {
    clearTimeout(timer);
    controller.release();
    controller.abort(new ConnectionLostError('the stream was closed'));
  };
  try {
    const incoming = await transport.send(spec, controller.signal);
    if (!isSuccess(incoming))
      throw errorOfAnswer(
        incoming,
        await readText(incoming, controller.signal),
        subject,
        transport.connection,
      );
    clearTimeout(timer);
    const beat = () => {
      if (idleTimeout === undefined) return;
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(new IdleError(idleTimeout)), idleTimeout);
    };
    beat();
    return { chunks: () => readChunks(incoming, controller.signal, beat), close };
  } catch (error) {
    const reason = controller.signal.aborted ? controller.signal.reason : error;
    close();
    throw reason;
  }
}

async function* readChunks(incoming: IncomingMessage, signal: AbortSignal, beat: () => void) {
  try {
    for await (const chunk of incoming) {
      beat();
      yield chunk as Buffer;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new ConnectionLostError(`the connection broke: ${messageOf(error)}`, { cause: error });
  }
  if (signal.aborted) throw signal.reason;
  // A body that was broken off before anybody read it ends without an error.
  if (!incoming.complete) throw new ConnectionLostError('the connection broke before the answer was whole');
}

/** Splits bytes into lines; a last one without a line end is given too. */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void, void> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      rest.push(chunk.subarray(from, at));
      yield Buffer.concat(rest).toString('utf8');
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest).toString('utf8');
}
