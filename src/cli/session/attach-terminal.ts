import { type Attached, isDeadlineError, type Session } from '../../client/index.js';
import { CliError } from '../cli-error.js';
import type { PodFlags } from '../flags/pod-flags.js';
import type { WaitFlags } from '../flags/wait-flags.js';
import { type CliIo, exitCode } from '../io.js';
import { copyOut } from '../output/copy-out.js';
import { tellExit } from './run-piped.js';
import { tellWarnings } from './start-wait.js';
import { takeTerminal } from './terminal.js';
import { typeToEnd } from './type-to-end.js';
import { type Added, reattachCommand, warnContainerRemains } from './warn-container-remains.js';

/** What is passed to a container: input at all, and whether that is keys. */
export interface AttachFlags {
  readonly stdin: boolean;
  readonly tty: boolean;
  /** Whether the program does not learn that its input ended. */
  readonly endsUntold?: boolean;
}

/** Milliseconds that status may take to tell of an end that the streams told of. */
const endLag = 10_000;

/** Passes keys, output and sizes, until the container ends (its exit code) or it is let go of (0). */
export async function attachTerminal(
  session: Session,
  how: AttachFlags,
  flags: WaitFlags & PodFlags,
  io: CliIo,
): Promise<number> {
  const { name: containerName, podKey } = session;
  const added: Added = { podKey, containerName, stored: true, ...how };
  try {
    if ((await passStreams(session, how, flags, io)) === 'detached') {
      if (flags.quiet !== true)
        io.stderr.write(`\nlet go of ${containerName}; ${reattachCommand(added, flags, io)}\n`);
      return exitCode.ok;
    }
    return await exitOf(session, added, flags, io);
  } catch (error) {
    warnContainerRemains(error, added, flags, io);
    throw error;
  }
}

async function passStreams(
  session: Session,
  { stdin, tty, endsUntold }: AttachFlags,
  flags: WaitFlags,
  io: CliIo,
): Promise<'ended' | 'detached'> {
  const terminal = stdin && tty ? takeTerminal(io) : undefined;
  const piped = stdin && tty && terminal === undefined;
  if (piped) tellWarnings(['-t, and standard input is no terminal'], flags, io);
  const tellEnd = () => tellWarnings([describeUntold(session.name)], flags, io);
  if (stdin && endsUntold === true) io.stdin.once('end', tellEnd);
  try {
    const attaching = session.attach({
      stdin: piped ? typeToEnd(io.stdin) : stdin ? io.stdin : undefined,
      stdout: io.stdout,
      stderr: io.stderr,
      size: terminal?.size(),
      signal: io.signal,
      // for the opening: what then goes on has no end but its own
      timeout: flags.timeout,
    });
    const attached = await unlessEnded(attaching, session, io);
    if (attached === undefined) {
      terminal?.restore();
      await copyOut(session.logs({ signal: io.signal }), io);
      return 'ended';
    }
    tellWarnings(attached.warnings, flags, io, terminal === undefined ? '\n' : '\r\n');
    const stop = terminal?.onResize((size) => attached.resize(size));
    return await attached.done.finally(() => stop?.());
  } finally {
    io.stdin.off('end', tellEnd);
    terminal?.restore();
    io.stdin.pause();
  }
}

function describeUntold(containerName: string): string {
  return `the input ended, of which ${containerName} is not told: it was added without stdinOnce, or with a terminal; Ctrl-C lets go of it`;
}

/** Undefined where attaching was refused because the program was over before. */
async function unlessEnded(
  attaching: Promise<Attached>,
  session: Session,
  { signal }: CliIo,
): Promise<Attached | undefined> {
  try {
    return await attaching;
  } catch (error) {
    if (signal?.aborted) throw error;
    const exit = await session.waitForExit({ signal, timeout: 2_000 }).catch(() => undefined);
    if (exit === undefined) throw error;
    return undefined;
  }
}

async function exitOf(
  session: Session,
  added: Added,
  flags: WaitFlags & PodFlags,
  io: CliIo,
): Promise<number> {
  try {
    const exit = await session.waitForExit({ signal: io.signal, timeout: endLag });
    tellExit({ ...exit, containerName: session.name }, flags, io);
    return exit.exitCode;
  } catch (error) {
    if (!isDeadlineError(error)) throw error;
    throw new CliError(
      `the server ended the session, and ${session.name} goes on; ${reattachCommand(added, flags, io)}`,
      exitCode.failed,
    );
  }
}
