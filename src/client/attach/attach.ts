import type { ClientContext } from '../context.js';
import { readInput } from '../io/input.js';
import { writerTo } from '../io/output.js';
import { type LogSource, readLogOnce } from '../logs/read-log.js';
import { type AttachedOutput, createAttachedOutput } from '../output/attached-output.js';
import { joinLog } from '../output/join-log.js';
import { childOf, type OpenScope, type Scope } from '../scope.js';
import { retrying } from '../transport/retry.js';
import { messageOf } from '../transport/socket-error.js';
import type { Attached, AttachSettings } from './attach-options.js';
import { createAttached } from './attached.js';
import { keepOpening } from './keep-opening.js';

const logAttempts = 4;
/** How many times the log is searched for the place where the streams begin. */
const joinAttempts = 5;

export async function attachTo(
  context: ClientContext,
  source: LogSource,
  options: AttachSettings,
  scope: Scope,
  session: OpenScope,
): Promise<Attached> {
  const { stdin, tty, size, history } = options;
  const write = { stdout: writerTo(options.stdout), stderr: writerTo(options.stderr) };
  const input = stdin === undefined ? undefined : readInput(stdin);
  // Ends with the session, or with the caller's input or output.
  const child = childOf(session.signal);
  const output = createAttachedOutput(write.stdout, write.stderr, { tty, onBroken: child.abort });
  const sink = {
    stdout: (bytes: Buffer) => output.take('stdout', bytes),
    stderr: (bytes: Buffer) => output.take('stderr', bytes),
  };
  const giveUp = () => session.close();
  scope.signal.addEventListener('abort', giveUp, { once: true });
  try {
    const spec = { ...source, stdin: stdin !== undefined, tty };
    const opening = { ...scope, signal: child.signal };
    const socket = await keepOpening(context, spec, sink, opening);
    if (tty && size) {
      // A change of size makes programs draw their screen, or their prompt, again.
      socket.resize({ columns: size.columns + 1, rows: size.rows + 1 });
      socket.resize(size);
    }
    const warnings = await join(context, source, history, output, opening);
    // The reader of the output may have aborted meanwhile.
    scope.signal.throwIfAborted();
    child.signal.throwIfAborted();
    return createAttached({ context, source, socket, input, output, options, warnings, session, child });
  } catch (error) {
    const reason = child.signal.aborted ? child.signal.reason : error;
    input?.release();
    session.close();
    throw reason;
  } finally {
    scope.signal.removeEventListener('abort', giveUp);
  }
}

async function join(
  context: ClientContext,
  source: LogSource,
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
  // The place is ambiguous: lines may be shown twice rather than lost.
  output.open(log);
  return warnings;
}
