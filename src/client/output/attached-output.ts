import type { Write } from '../io/output.js';
import { endsAlike } from './ends-alike.js';
import { asTyped, countLines } from './lines.js';
import { type AttachedBytes, findEarlier } from './stitch.js';

/**
 * The output that comes over attached streams: held back until it is known what came before them,
 * and passed on as it comes from then on.
 */
export interface AttachedOutput {
  /** Takes bytes; a promise asks for a pause. */
  take(stream: 'stdout' | 'stderr', bytes: Buffer): undefined | Promise<void>;
  /** Resolves when a whole line was held back, which a log can be searched for. */
  readonly hasLine: Promise<void>;
  /** Whether output is passed on. */
  isOpen(): boolean;
  /** Passes on what `log` has from before the streams, then the streams. False if they are not in the log. */
  openAfter(log: Buffer): Promise<boolean>;
  /** Passes on all that is held back, after `earlier`. */
  open(earlier: Buffer): Promise<void>;
  /** Forgets what is held back: the log is to be passed on in its place. */
  discard(): void;
  /** What was passed on: so many lines, and the beginning of another. */
  passed(): Passed;
  /** Whether a log that ends so has nothing more than was passed on. */
  endsLike(logEnd: Buffer): boolean;
  flush(): Promise<void>;
}

export interface Passed {
  readonly lines: number;
  readonly rest: Buffer;
  readonly bytes: number;
}

/**
 * Bytes kept for a slow reader before the container is made to wait. Generous, because what is in a
 * container's pipe two seconds after its end is lost, to the log too (containerd v1.6 runtime/v2/runc,
 * Init.delete).
 */
const mostBuffered = 64 * 1024 * 1024;

const mostRemembered = 16 * 1024;

/** With `tty`, what comes out of the log is shown as the terminal had it. */
export function createAttachedOutput(stdout: Write, stderr: Write, tty = false): AttachedOutput {
  const write = { stdout, stderr };
  let held: { readonly stream: 'stdout' | 'stderr'; readonly bytes: Buffer }[] | undefined = [];
  let tellLine = () => {};
  const hasLine = new Promise<void>((resolve) => {
    tellLine = resolve;
  });
  /** The last bytes of each stream, from the beginning of a line on, unless the line is very long. */
  const ends: Record<'stdout' | 'stderr', Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  const rests: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  let lines = 0;
  let total = 0;
  let queued = 0;
  let work: Promise<void> = Promise.resolve();

  const count = (stream: 'stdout' | 'stderr', bytes: Buffer) => {
    total += bytes.length;
    lines += countLines(bytes);
    const end = Buffer.concat([ends[stream], bytes.subarray(-mostRemembered)]);
    ends[stream] =
      end.length <= mostRemembered ? end : end.subarray(end.indexOf(10, end.length - mostRemembered) + 1);
    const last = bytes.lastIndexOf(10);
    if (last >= 0) rests[stream] = [];
    if (last + 1 < bytes.length) rests[stream].push(bytes.subarray(last + 1));
  };
  const pass = (stream: 'stdout' | 'stderr', bytes: Buffer) => {
    if (bytes.length === 0) return;
    count(stream, bytes);
    queued += bytes.length;
    work = work.then(async () => {
      await write[stream](bytes);
      queued -= bytes.length;
    });
    work.catch(() => {});
  };
  const bytesOf = (stream: 'stdout' | 'stderr') =>
    Buffer.concat((held ?? []).filter((item) => item.stream === stream).map(({ bytes }) => bytes));
  const open = (earlier: Buffer) => {
    pass('stdout', tty ? asTyped(earlier) : earlier);
    for (const { stream, bytes } of held ?? []) pass(stream, bytes);
    held = undefined;
    return work;
  };

  return {
    hasLine,
    take(stream, bytes) {
      if (held) {
        held.push({ stream, bytes });
        if (bytes.includes(10)) tellLine();
        return undefined;
      }
      pass(stream, bytes);
      return queued > mostBuffered ? work : undefined;
    },
    isOpen: () => held === undefined,
    async openAfter(log) {
      const attached: AttachedBytes = { stdout: bytesOf('stdout'), stderr: bytesOf('stderr') };
      const earlier = findEarlier(log, attached);
      if (earlier === undefined) return false;
      await open(earlier);
      return true;
    },
    open,
    discard() {
      held = undefined;
    },
    passed: () => ({ lines, rest: Buffer.concat([...rests.stdout, ...rests.stderr]), bytes: total }),
    endsLike: (logEnd) => endsAlike(logEnd, ends.stdout, ends.stderr),
    flush: () => work,
  };
}
