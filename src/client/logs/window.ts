/** The lines of the latest second seen of a log; a request from that second on sends each of them again. */
export interface Window {
  readonly second: number;
  /** Takes a line's time, then its bytes as they come. */
  begin(time: string): void;
  add(bytes: Buffer): void;
  /** For a reading from the beginning of the second on. */
  startOver(): Finder;
}

/**
 * To be asked of each line that comes: how many of its bytes are known, `Infinity` for all; undefined of
 * a line that is new, with which the reading has caught up.
 */
export type Finder = (time: string, head: string) => number | undefined;

interface SeenLine {
  readonly time: string;
  /** Its first bytes, which tell it from another line with the same time. */
  head: string;
}

const longestHead = 64;

export function headOf(bytes: Buffer, most = longestHead): string {
  return bytes.toString('latin1', 0, most);
}

export function createWindow(second: number): Window {
  let first: SeenLine | undefined;
  /** The last line, after those with its time: some clocks tick slowly. */
  let last: SeenLine[] = [];
  let lines = 0;
  let latest = '';
  /** Bytes of the last line. */
  let taken = 0;
  return {
    second,
    begin(time) {
      const line = { time, head: '' };
      first ??= line;
      if (last[0]?.time !== time) last = [];
      last.push(line);
      if (time > latest) latest = time;
      lines++;
      taken = 0;
    },
    add(bytes) {
      taken += bytes.length;
      const line = last.at(-1);
      if (line && line.head.length < longestHead) line.head += headOf(bytes, longestHead - line.head.length);
    },
    startOver() {
      const known = { lines, latest, last, taken };
      let find: Finder | undefined;
      return (time, head) => {
        // After a rotation the first lines are gone.
        find ??= first && isSame(first, time, head) ? byCount(known) : byTime(known);
        return find(time, head);
      };
    },
  };
}

interface Known {
  readonly lines: number;
  readonly latest: string;
  readonly last: readonly SeenLine[];
  readonly taken: number;
}

function byCount({ lines, latest, taken }: Known): Finder {
  let line = 0;
  return (time) => {
    if (++line > lines || time > latest) return undefined;
    return line === lines ? taken : Number.POSITIVE_INFINITY;
  };
}

/** Of the lines with the last one's time some may be gone too, if the reading begins among them. */
function byTime({ latest, last, taken }: Known): Finder {
  let at: number | undefined;
  return (time, head) => {
    if (time !== last[0]?.time) {
      if (time > latest || at === last.length - 1) return undefined;
      at ??= -1;
      return Number.POSITIVE_INFINITY;
    }
    at = at === undefined ? last.findIndex((line) => isSame(line, time, head)) : at + 1;
    if (at < 0 || at >= last.length) return undefined;
    return at === last.length - 1 ? taken : Number.POSITIVE_INFINITY;
  };
}

function isSame(line: SeenLine, time: string, head: string): boolean {
  return line.time === time && (line.head.startsWith(head) || head.startsWith(line.head));
}
