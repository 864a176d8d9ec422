import { type Attached, isDeadlineError, type Session } from '../../client/index.js';
import { CliError } from '../cli-error.js';
import type { DetachKeysFlag } from '../flags/detach-keys-flag.js';
import type { PodFlags } from '../flags/pod-flags.js';
import type { WaitFlags } from '../flags/wait-flags.js';
import { type CliIo, exitCode } from '../io.js';
import { copyOut } from '../output/copy-out.js';
import { print } from '../output/print.js';
import { warn } from '../output/warn.js';
import { tellExit } from './tell-result.js';
import { takeTerminal } from './terminal.js';
import { typeToEnd } from './type-to-end.js';
import { type AttachFlags, reattachHint } from './warn-container-remains.js';

/** Whether input is passed to the container, and whether that comes from a terminal. */
export interface AttachManner extends AttachFlags {
  readonly stdin: boolean;
  readonly tty: boolean;
  /** Whether the program does not learn that its input ended. */
  readonly endsUntold?: boolean;
}

type TerminalFlags = WaitFlags & PodFlags & DetachKeysFlag;

/** Milliseconds to wait, after the streams ended, for the status to say so: a node may be slow. */
const exitStatusLag = 10_000;
/** The same where attaching was refused, which seldom means that the program has ended. */
const endedBeforeLag = 2_000;

/** Passes keys, output and sizes, until the container ends (its exit code) or it is detached from (0). */
export async function attachTerminal(
  session: Session,
  manner: AttachManner,
  flags: TerminalFlags,
  io: CliIo,
): Promise<number> {
  const { name, podKey } = session;
  if ((await passStreams(session, manner, flags, io)) === 'detached') {
    if (flags.quiet !== true)
      print(io.stderr, `\ndetached from ${name}; ${reattachHint(podKey, name, manner, flags, io)}\n`);
    return exitCode.ok;
  }
  try {
    const exit = await session.waitForExit({ signal: io.signal, timeout: exitStatusLag });
    tellExit({ ...exit, containerName: name }, flags, io);
    return exit.exitCode;
  } catch (error) {
    if (!isDeadlineError(error)) throw error;
    throw new CliError(
      `the server ended the session, and ${name} keeps running; ${reattachHint(podKey, name, manner, flags, io)}`,
      exitCode.failed,
    );
  }
}

async function passStreams(
  session: Session,
  { stdin, tty, endsUntold }: AttachManner,
  flags: TerminalFlags,
  io: CliIo,
): Promise<'ended' | 'detached'> {
  const keys = flags.detachKeys ?? 'ctrl-p,ctrl-q';
  if (stdin && tty && io.stdin.isTTY) introduce(session, keys, flags, io);
  const terminal = stdin && tty ? takeTerminal(io) : undefined;
  const piped = stdin && tty && terminal === undefined;
  if (piped) warn(['-t, and standard input is no terminal'], flags, io);
  const tellEnd = () => warn([describeUntold(session.name)], flags, io);
  if (stdin && endsUntold === true) io.stdin.once('end', tellEnd);
  try {
    const attaching = session.attach({
      stdin: piped ? typeToEnd(io.stdin) : stdin ? io.stdin : undefined,
      stdout: io.stdout,
      stderr: io.stderr,
      size: terminal?.size(),
      detachKeys: tty && keys !== 'none' ? keys : false,
      signal: io.signal,
      // for opening only: an attached session lasts until its program ends
      timeout: flags.timeout,
    });
    const attached = await unlessEnded(attaching, session, io);
    if (attached === undefined) {
      terminal?.restore();
      await copyOut(session.logs({ signal: io.signal }), io);
      return 'ended';
    }
    warn(attached.warnings, flags, io, terminal === undefined ? '\n' : '\r\n');
    const stop = terminal?.onResize((size) => attached.resize(size));
    return await attached.done.finally(() => stop?.());
  } finally {
    io.stdin.off('end', tellEnd);
    terminal?.restore();
    io.stdin.pause();
  }
}

/** Shown before the program takes the screen, since a program that waits for keys may show nothing. */
function introduce(
  { name, podKey }: Session,
  keys: string,
  { quiet }: TerminalFlags,
  { stderr }: CliIo,
): void {
  if (quiet === true) return;
  const detach =
    keys === 'none' ? 'no keys detach from it' : `${describeKeys(keys)} detaches, and it keeps running`;
  print(
    stderr,
    `attached to ${name} in Pod ${podKey.name}; ${detach}\n` +
      'its log records all that is typed and shown, passwords too; without a prompt, press Enter\n',
  );
}

/** `ctrl-p,ctrl-q` as people read it: `Ctrl-P Ctrl-Q`. */
function describeKeys(keys: string): string {
  return keys
    .split(',')
    .map((key) => key.replace(/^ctrl-(.)$/, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`))
    .join(' ');
}

function describeUntold(containerName: string): string {
  return `the input ended, of which ${containerName} is not told: it was added without stdinOnce, or with a terminal; Ctrl-C detaches from it`;
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
    const exit = await session.waitForExit({ signal, timeout: endedBeforeLag }).catch(() => undefined);
    if (exit === undefined) throw error;
    return undefined;
  }
}
