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
  /** Aborted when the session ends, or when the caller's input or output fails. */
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
  // An error while sending also ends the socket, which rejects `done`.
  fed?.done.catch((error) => (isCallers(error) ? child.abort(error) : socket.abandon()));
  const finish = async () => {
    const failure = await failureOf(socket);
    const isWhole = !detached && (await passEnd(parts, fed?.endedAll() ?? false));
    await parts.output.flush();
    if (detached) return 'detached' as const;
    // If the input was not sent to its end, the broken connection may have cut it off.
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
  /** Whether the end of the input was sent by closing the connection, as protocols before v5 need. */
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
    // A runtime that is told of the end of input without passing it to the program ends the output too.
    if (!options.endsInput) return;
    if (!socket.halfClose) await socket.flushed();
    await whenQuiet(output.lastTaken, child.signal);
    if (socket.halfClose) return socket.closeInput();
    endedAll = true;
    socket.close();
  };
  return { done: send(), endedAll: () => endedAll };
}

/** After the container's end, passes on output that the streams did not bring; false while it runs. */
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
