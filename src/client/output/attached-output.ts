import { AbortedError } from '../errors/broken.js';
import type { Write } from '../io/output.js';
import { messageOf } from '../transport/socket-error.js';
import { type AlignmentInput, type AttachedBytes, findLogPrefix } from './align-log.js';
import { endsAlike, type LogEnd } from './ends-alike.js';
import { asTyped, countLines } from './lines.js';
import { type Mark, type StreamName, streams } from './streams.js';

/**
 * The output that comes over attached streams: held back until it is known what came before them,
 * and passed on as it comes from then on.
 */
export interface AttachedOutput {
  /** Takes bytes; a promise asks for a pause. */
  take(stream: StreamName, bytes: Buffer): undefined | Promise<void>;
  /** Resolves when something came. */
  readonly hasBytes: Promise<void>;
  /** Resolves when a whole line is held back, which can be looked for in the log. */
  readonly hasLine: Promise<void>;
  /** Whether output is passed on. */
  isOpen(): boolean;
  /** What has come so far. */
  mark(): Mark;
  /** When it last came, as `performance.now()` has it; 0 for never. */
  lastTaken(): number;
  /**
   * Passes on what `log` has from before the streams, then the streams. False where their place in it
   * cannot be told; with `guess`, lines that are alike may come twice instead.
   */
  openAfter(log: Buffer, standing: AlignmentInput, guess?: boolean): boolean;
  /** Passes on a log before the streams brought anything; they may continue in the middle of its last line. */
  showEarlier(log: Buffer): void;
  /** Passes on all that is held back, after `earlier`. */
  open(earlier: Buffer): void;
  /** Forgets what is held back and what still comes: the log is to be passed on in its place. */
  discard(): void;
  isDiscarded(): boolean;
  /** Passes on what the log has and the streams had not. */
  pass(bytes: Buffer): undefined | Promise<void>;
  /** What was passed on: so many lines, and the beginning of another. */
  passed(): Passed;
  /** How many lines came over the streams. */
  linesTaken(): number;
  /** Whether a log that ends so has nothing more than was passed on. */
  endsLike(log: LogEnd): boolean;
  /** Resolves when all was written; rejects where something could not be. */
  flush(): Promise<void>;
}

export interface AttachedOutputOptions {
  /** Whether to show output from the log with the carriage returns of a terminal. */
  readonly tty?: boolean;
  /** Called at once when output cannot be written. */
  readonly onBroken: (error: AbortedError) => void;
}

export interface Passed {
  readonly lines: number;
  /** Bytes. */
  readonly rest: number;
}

/**
 * Bytes kept for a slow reader before the container is made to wait. Generous, because what is in a
 * container's pipe at its end may be lost, to the log too (containerd before 1.6.22 and 1.7.3, task.go
 * task.Delete, closes it unread).
 */
const mostBuffered = 64 * 1024 * 1024;

/** Bytes of the streams held back while the log is searched; beyond that the log is used instead. */
const mostHeld = 16 * 1024 * 1024;

/** Bytes of each stream's end that are compared with the log's. */
const mostRemembered = 16 * 1024;

export function createAttachedOutput(
  stdout: Write,
  stderr: Write,
  { tty = false, onBroken }: AttachedOutputOptions,
): AttachedOutput {
  const write = { stdout, stderr };
  let held: { readonly stream: StreamName; readonly bytes: Buffer }[] | undefined = [];
  /** What was passed on of the log, before its place was known. */
  let shown: Buffer = Buffer.alloc(0);
  let discarded = false;
  let lastTaken = 0;
  let tellBytes = () => {};
  const hasBytes = new Promise<void>((resolve) => {
    tellBytes = resolve;
  });
  let tellLine = () => {};
  const hasLine = new Promise<void>((resolve) => {
    tellLine = resolve;
  });
  const taken: Record<StreamName, number> = { stdout: 0, stderr: 0 };
  /** The last bytes of each stream, from the beginning of a line on, unless the line is very long. */
  const ends: Record<StreamName, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  /** How much of a line each has begun. */
  const rests: Record<StreamName, number> = { stdout: 0, stderr: 0 };
  let lines = 0;
  let linesTaken = 0;
  let queued = 0;
  let work: Promise<void> = Promise.resolve();
  let broken: AbortedError | undefined;

  const count = (stream: StreamName, bytes: Buffer) => {
    lines += countLines(bytes);
    const end = Buffer.concat([ends[stream], bytes.subarray(-mostRemembered)]);
    const spare = end.length - mostRemembered;
    ends[stream] = spare <= 0 ? end : end.subarray(Math.max(spare, end.indexOf(10, spare) + 1));
    const last = bytes.lastIndexOf(10);
    rests[stream] = last < 0 ? rests[stream] + bytes.length : bytes.length - last - 1;
  };
  const pass = (stream: StreamName, bytes: Buffer) => {
    if (bytes.length === 0) return undefined;
    count(stream, bytes);
    queued += bytes.length;
    work = work.then(async () => {
      await write[stream](bytes);
      queued -= bytes.length;
    });
    work.catch((cause) => {
      if (broken) return;
      broken = new AbortedError(`the output could not be written: ${messageOf(cause)}`, { cause });
      onBroken(broken);
    });
    return queued > mostBuffered ? work : undefined;
  };
  const heldOf = (stream: StreamName) =>
    Buffer.concat((held ?? []).filter((item) => item.stream === stream).map(({ bytes }) => bytes));
  const showEarlier = (log: Buffer) => {
    const known = log.subarray(0, shown.length).equals(shown) ? shown.length : 0;
    const fresh = log.length < shown.length ? Buffer.alloc(0) : log.subarray(known);
    pass('stdout', tty ? asTyped(fresh) : fresh);
    shown = log;
  };
  const open = (earlier: Buffer, begun?: AttachedBytes) => {
    showEarlier(earlier);
    if (begun) for (const stream of streams) pass(stream, begun[stream]);
    for (const { stream, bytes } of held ?? []) pass(stream, bytes);
    held = undefined;
  };
  const discard = () => {
    held = undefined;
    discarded = true;
  };
  const begun = () => rests.stdout + rests.stderr;

  return {
    hasBytes,
    hasLine,
    take(stream, bytes) {
      lastTaken = performance.now();
      tellBytes();
      taken[stream] += bytes.length;
      linesTaken += countLines(bytes);
      if (discarded) return undefined;
      if (!held) return pass(stream, bytes);
      held.push({ stream, bytes });
      if (bytes.includes(10)) tellLine();
      if (taken.stdout + taken.stderr > mostHeld) discard();
      return undefined;
    },
    pass: (bytes) => pass('stdout', bytes),
    isOpen: () => held === undefined,
    isDiscarded: () => discarded,
    mark: () => ({ ...taken }),
    lastTaken: () => lastTaken,
    openAfter(log, standing, guess) {
      const attached = { stdout: heldOf('stdout'), stderr: heldOf('stderr') };
      const earlier = findLogPrefix(log, attached, standing, guess);
      if (earlier === undefined) return false;
      open(earlier.log, earlier.begun);
      return true;
    },
    showEarlier,
    open: (earlier) => open(earlier),
    discard,
    passed: () => ({ lines, rest: begun() }),
    linesTaken: () => linesTaken,
    endsLike: (log) => endsAlike(log, { ...ends, lines: lines + Math.min(1, begun()) }),
    flush: () =>
      work.catch(() => {
        throw broken;
      }),
  };
}
