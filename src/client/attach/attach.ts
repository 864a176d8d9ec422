import type { Context } from '../context.js';
import { ConnectionLostError } from '../errors/broken.js';
import { createKeyFilter } from '../io/detach-keys.js';
import { type Input, readInput } from '../io/input.js';
import { type Output, writerTo } from '../io/output.js';
import { readLogOnce } from '../logs/read-log.js';
import { type AttachedOutput, createAttachedOutput } from '../output/attached-output.js';
import { joinLog } from '../output/join-log.js';
import { whenQuiet } from '../output/when-quiet.js';
import type { Target } from '../pod-ref.js';
import type { CallOptions, OpenScope, Scope } from '../scope.js';
import { retrying } from '../transport/retry.js';
import { messageOf } from '../transport/socket-error.js';
import { type AttachSocket, errorOfAttachStatus } from './attach-socket.js';
import { keepOpening } from './keep-opening.js';
import { passRest } from './pass-rest.js';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** How to attach. `timeout` is for the opening; the session then lasts until it ends, is detached or aborted. */
export interface AttachOptions extends CallOptions {
  /**
   * Its end is passed on where the program can know of it: to a container with `stdinOnce` and without a
   * terminal, whose programs take a Ctrl-D for it. Otherwise the session goes on without input.
   */
  readonly stdin?: Input | undefined;
  readonly stdout?: Output | undefined;
  readonly stderr?: Output | undefined;
  /** Whether the container has a terminal; as it was added, where absent. */
  readonly tty?: boolean | undefined;
  /** The terminal's size to begin with. */
  readonly size?: TerminalSize | undefined;
  /** Whether Ctrl-P Ctrl-Q in the input detaches; default: with a terminal. */
  readonly detachKeys?: boolean | undefined;
  /**
   * Whether output from before the attach is passed on first, out of the log. `true`: it is, or the
   * call fails. `false`: it is not. By default it is if the log can be read. Of lines that are all alike
   * and keep coming, some may be there twice.
   */
  readonly history?: boolean | undefined;
}

/** A session that goes on. */
export interface Attached {
  /** `ended` when the container's streams did, `detached` by keys or call. Rejects when the connection breaks. */
  readonly done: Promise<'ended' | 'detached'>;
  /** Why output from before the attach is missing, where it is. */
  readonly warnings: readonly string[];
  resize(size: TerminalSize): void;
  /** Leaves the container running. */
  detach(): void;
}

const logAttempts = 4;
/** How often the log is looked at for a place where the streams begin. */
const joinAttempts = 5;

/** How to attach, and what the container's spec has to say on it. */
export interface AttachSettings extends AttachOptions {
  readonly tty: boolean;
  /** Whether the end of the input is passed on. */
  readonly endsInput: boolean;
  /** Whether the container ends now, as its streams did. */
  readonly endsSoon: (signal: AbortSignal) => Promise<boolean>;
}

export async function attachTo(
  context: Context,
  source: { readonly target: Target; readonly containerName: string },
  options: AttachSettings,
  scope: Scope,
  session: OpenScope,
): Promise<Attached> {
  const { stdin, tty, size, history } = options;
  const output = createAttachedOutput(writerTo(options.stdout), writerTo(options.stderr), tty);
  const sink = {
    stdout: (bytes: Buffer) => output.take('stdout', bytes),
    stderr: (bytes: Buffer) => output.take('stderr', bytes),
  };
  const giveUp = () => session.close();
  scope.signal.addEventListener('abort', giveUp, { once: true });
  try {
    const spec = { ...source, stdin: stdin !== undefined, tty };
    const socket = await keepOpening(context, spec, sink, { ...scope, signal: session.signal });
    if (tty && size) {
      // A change of size makes programs draw their screen, or their prompt, again.
      socket.resize({ columns: size.columns + 1, rows: size.rows + 1 });
      socket.resize(size);
    }
    const warnings = await join(context, source, history, output, scope);
    // Who takes the output may have had enough of it.
    scope.signal.throwIfAborted();
    const passEnd = async () => {
      if (history === false || !(await options.endsSoon(session.signal))) return false;
      return passRest(context, source, { output, tty }, session).then(
        () => true,
        () => false,
      );
    };
    const { flush, lastTaken: lastOutput } = output;
    return createAttached(socket, { ...options, warnings, passEnd, flush, lastOutput }, session);
  } catch (error) {
    session.close();
    throw error;
  } finally {
    scope.signal.removeEventListener('abort', giveUp);
  }
}

async function join(
  context: Context,
  source: { readonly target: Target; readonly containerName: string },
  history: boolean | undefined,
  output: AttachedOutput,
  scope: Scope,
): Promise<string[]> {
  const warnings: string[] = [];
  let log: Buffer = Buffer.alloc(0);
  const readLog = async () => {
    const read = (signal: AbortSignal) => readLogOnce(context, source, { signal });
    log = await retrying(scope, context.transport, read, logAttempts);
    return log;
  };
  try {
    for (let tries = 0; history !== false && tries < joinAttempts; tries++)
      if (await joinLog(output, readLog, scope, tries === joinAttempts - 1)) return warnings;
  } catch (error) {
    // A log that cannot be read is no reason not to attach, unless it was asked for.
    if (scope.signal.aborted || history) throw error;
    warnings.push(
      `the log may not be read, so output from before the attach is missing: ${messageOf(error)}`,
    );
  }
  // Some lines twice are better than none.
  output.open(log).catch(() => {});
  return warnings;
}

function createAttached(
  socket: AttachSocket,
  options: AttachSettings & {
    readonly warnings: readonly string[];
    /** Passes on what the streams are without at the container's end; false where it goes on. */
    readonly passEnd: () => Promise<boolean>;
    readonly flush: () => Promise<void>;
    readonly lastOutput: () => number;
  },
  session: OpenScope,
): Attached {
  let detached = false;
  const detach = () => {
    detached = true;
    socket.close();
  };
  const feed = async (stdin: Input) => {
    const keys = (options.detachKeys ?? options.tty) ? createKeyFilter() : undefined;
    for await (const bytes of readInput(stdin)) {
      const { pass, detach: pressed } = keys?.filter(bytes) ?? { pass: bytes, detach: false };
      if (pass.length > 0) await socket.write(pass);
      if (pressed) return detach();
    }
    // Told of an end that the program does not hear of, the runtime would end the output too.
    if (!socket.halfClose || !options.endsInput) return;
    await whenQuiet(options.lastOutput, session.signal);
    await socket.closeInput();
  };
  const finish = async () => {
    try {
      const failure = await failureOf(socket);
      const isWhole = !detached && (await options.passEnd());
      await options.flush();
      if (detached) return 'detached' as const;
      // A connection that broke may have been the end of the input, which then is not all there was.
      if (failure && (!isWhole || (options.stdin !== undefined && options.endsInput))) throw failure;
      return 'ended' as const;
    } catch (error) {
      throw session.signal.aborted ? session.signal.reason : error;
    } finally {
      session.close();
    }
  };
  const done = finish();
  done.catch(() => {});
  // What breaks the sending ends the socket, of which `done` tells.
  if (options.stdin !== undefined) feed(options.stdin).catch(() => socket.abandon());
  return { done, warnings: options.warnings, detach, resize: (size) => socket.resize(size) };
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
