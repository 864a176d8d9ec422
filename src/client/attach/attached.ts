import type { ClientContext } from '../context.js';
import { AbortedError, ConnectionLostError } from '../errors/broken.js';
import { untilDetachKeys } from '../io/detach-keys.js';
import type { InputReader } from '../io/input.js';
import type { LogSource } from '../logs/read-log.js';
import type { AttachedOutput } from '../output/attached-output.js';
import { whenQuiet } from '../output/when-quiet.js';
import { type ChildController, type OpenScope, untilAborted } from '../scope.js';
import { closeTime } from '../timing.js';
import type { Attached, AttachSettings } from './attach-options.js';
import { type AttachSocket, errorOfAttachStatus } from './attach-socket.js';
import { passRest } from './pass-rest.js';

export interface AttachedParts {
  readonly context: ClientContext;
  readonly source: LogSource;
  readonly socket: AttachSocket;
  readonly input: InputReader | undefined;
  readonly output: AttachedOutput;
  readonly options: AttachSettings;
  readonly warnings: readonly string[];
  readonly session: OpenScope;
  /** Ends with the session, or with what of the caller's cannot be read or written. */
  readonly child: ChildController;
}

/** A session that was opened, until it ends. */
export function createAttached(parts: AttachedParts): Attached {
  const { socket, options, warnings, session, child } = parts;
  let detached = false;
  let leaving: NodeJS.Timeout | undefined;
  let leave = () => {};
  const left = new Promise<'detached'>((resolve) => {
    leave = () => resolve('detached');
  });
  const detach = () => {
    detached = true;
    socket.close();
    leaving ??= setTimeout(leave, closeTime);
  };
  const fed = parts.input && feed(parts, parts.input, detach);
  // What breaks the sending ends the socket, of which `done` tells.
  fed?.done.catch((error) => (isCallers(error) ? child.abort(error) : socket.abandon()));
  const finish = async () => {
    const failure = await failureOf(socket);
    const isWhole = !detached && (await passEnd(parts, fed?.endedAll() ?? false));
    await parts.output.flush();
    if (detached) return 'detached' as const;
    // A connection that broke may have been the end of the input, which then is not all there was.
    const isCut = fed !== undefined && options.endsInput && !fed?.endedAll();
    if (failure && (!isWhole || isCut)) throw failure;
    return 'ended' as const;
  };
  const end = async () => {
    try {
      return await untilAborted(child.signal, Promise.race([finish(), left]));
    } catch (error) {
      throw session.explain(error);
    } finally {
      clearTimeout(leaving);
      parts.input?.release();
      socket.abandon();
      session.close();
      child.release();
    }
  };
  const done = end();
  done.catch(() => {});
  return { done, warnings, detach, resize: (size) => socket.resize(size) };
}

interface Fed {
  readonly done: Promise<void>;
  /** Whether the end of the input was told by ending the whole, as before v5, which is no failure then. */
  endedAll(): boolean;
}

function feed(
  { socket, options, output, child }: AttachedParts,
  reader: InputReader,
  detach: () => void,
): Fed {
  let endedAll = false;
  const send = async () => {
    const input = untilDetachKeys(reader, options.keys, child.signal);
    let next = await input.next();
    for (; !next.done; next = await input.next()) await socket.write(next.value);
    if (next.value === 'detached') return detach();
    // Told of an end that the program does not hear of, the runtime would end the output too.
    if (!options.endsInput) return;
    if (!socket.halfClose) await socket.flushed();
    await whenQuiet(output.lastTaken, child.signal);
    if (socket.halfClose) return socket.closeInput();
    endedAll = true;
    socket.close();
  };
  return { done: send(), endedAll: () => endedAll };
}

/** Passes on what the streams are without at the container's end; false where it goes on. */
async function passEnd({ context, source, output, options, child, session }: AttachedParts, follow: boolean) {
  const scope = { ...session, signal: child.signal };
  if (follow) {
    await passRest(context, source, { output, tty: options.tty, follow }, scope);
    return true;
  }
  if (options.history === false || !(await options.endsSoon(child.signal))) return false;
  return passRest(context, source, { output, tty: options.tty, follow }, scope).then(
    () => true,
    () => false,
  );
}

/** What the server says went wrong, or a connection that broke. */
async function failureOf(socket: AttachSocket): Promise<Error | undefined> {
  try {
    return errorOfAttachStatus(await socket.ended);
  } catch (error) {
    if (error instanceof ConnectionLostError) return error;
    throw error;
  }
}

/** Whether it is the input that could not be read. */
function isCallers(error: unknown): boolean {
  return error instanceof AbortedError || error instanceof TypeError;
}
