export type OutputStream = 'stdout' | 'stderr';

export interface LogEntry {
  /** RFC 3339 with nine decimals; later entries are always later. */
  readonly time: string;
  readonly stream: OutputStream;
  /** A line with its newline, or a part of one that was too long or never ended. */
  readonly data: Buffer;
}

/** What a container wrote, as a runtime keeps it: in lines, each with a time. */
export interface ContainerLog {
  readonly entries: readonly LogEntry[];
  append(stream: OutputStream, data: Buffer): void;
  /** No more will come: what has no newline yet is written out. */
  finish(): void;
  readonly finished: boolean;
  /** Calls `listener` on every new entry and at the end. */
  subscribe(listener: () => void): () => void;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
/** containerd cuts lines at 16 KiB, and writes none before it is whole. */
const longestLine = 16 * 1024;

export function openLog(): ContainerLog {
  const entries: LogEntry[] = [];
  const listeners = new Set<() => void>();
  const partial: Record<OutputStream, Buffer> = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  let finished = false;

  function notify(): void {
    for (const listener of [...listeners]) listener();
  }

  function push(stream: OutputStream, data: Buffer): void {
    entries.push({ time: nextTime(), stream, data });
  }

  return {
    entries,
    get finished() {
      return finished;
    },
    append(stream, data) {
      let rest = partial[stream].length === 0 ? data : Buffer.concat([partial[stream], data]);
      while (rest.length > 0) {
        const at = rest.indexOf(newline);
        const end = at >= 0 && at < longestLine ? at + 1 : rest.length >= longestLine ? longestLine : 0;
        if (end === 0) break;
        push(stream, withoutReturn(rest.subarray(0, end)));
        rest = rest.subarray(end);
      }
      partial[stream] = Buffer.from(rest);
      notify();
    },
    finish() {
      for (const stream of ['stdout', 'stderr'] as const) {
        if (partial[stream].length > 0) push(stream, partial[stream]);
      }
      finished = true;
      notify();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** containerd v1.6 pkg/cri/io/logger.go readLine drops the carriage return before a newline. */
function withoutReturn(line: Buffer): Buffer {
  if (line.at(-1) !== newline || line.at(-2) !== carriageReturn) return line;
  return Buffer.concat([line.subarray(0, -2), line.subarray(-1)]);
}

let lastTime = 0n;

/** Nanoseconds are how clients tell entries apart, so no two may be equal. */
function nextTime(): string {
  const micro = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000));
  const nano = micro * 1000n;
  lastTime = nano > lastTime ? nano : lastTime + 1n;
  const seconds = new Date(Number(lastTime / 1_000_000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(lastTime % 1_000_000_000n).padStart(9, '0')}Z`;
}
