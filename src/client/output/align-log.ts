import { asLogged, isWhole, linesOf } from './lines.js';
import { type Mark, type StreamName, streams } from './streams.js';

/** What attached streams brought so far. */
export type AttachedBytes = Readonly<Record<StreamName, Buffer>>;

/** What is known of a log and the attached streams when it was read. */
export interface AlignmentInput {
  /** How many bytes the streams had brought when the log was asked for, which therefore has them. */
  readonly before: Mark;
  /** The container ended: a last line without an end is in the log too. */
  readonly over: boolean;
}

/** What a container wrote before it was attached to. */
export interface LogPrefix {
  /** Whole lines, of either stream. */
  readonly log: Buffer;
  /** The first parts of lines in the middle of which the streams begin. */
  readonly begun: AttachedBytes;
}

/** The lines of a log, those of the streams that are looked for in it, and how many of these it must have. */
interface Lines {
  readonly logged: readonly Buffer[];
  readonly attached: Readonly<Record<StreamName, readonly Buffer[]>>;
  readonly known: Readonly<Record<StreamName, number>>;
}

/** So many lines of each stream were found, the first of them in these lines of the log. */
interface Found {
  readonly stdout: number;
  readonly stderr: number;
  readonly first: Readonly<Partial<Record<StreamName, Buffer>>>;
}

const none = Buffer.alloc(0);

/** How many lines are compared at most for one place in the log. */
const farthest = 2_000;

/**
 * Finds the place in a log where the attached streams begin: from there on the log consists of the
 * first lines of the streams. Each stream's lines are in order; how the two mix is not fixed. The
 * streams must have had time to bring what the log has. Undefined where there is no such place, or
 * several, as among equal lines. With several, streams that brought nothing more decide; otherwise
 * `guess` takes the last place, which loses nothing.
 */
export function findLogPrefix(
  log: Buffer,
  attached: AttachedBytes,
  { before, over }: AlignmentInput,
  guess = false,
): LogPrefix | undefined {
  // What the container has begun of a line is not logged before its end.
  const comparable = (bytes: Buffer) => linesOf(bytes).filter((line) => over || isWhole(line));
  const each = <T>(make: (stream: StreamName) => T) => ({ stdout: make('stdout'), stderr: make('stderr') });
  const lines: Lines = {
    logged: comparable(log),
    attached: each((stream) => comparable(attached[stream]).map(asLogged)),
    known: each((stream) => comparable(attached[stream].subarray(0, before[stream])).length),
  };
  const { stdout, stderr } = lines.attached;
  const count = stdout.length + stderr.length;
  const level = streams.every((stream) => attached[stream].length === before[stream]);
  if (count === 0) return level ? { log, begun: { stdout: none, stderr: none } } : undefined;
  const at = level ? lines.logged.length - count : findPlace(lines, guess);
  const found = at === undefined || at < 0 ? undefined : compareFrom(lines, at);
  if (at === undefined || !found) return undefined;
  const length = lines.logged.slice(0, at).reduce((sum, line) => sum + line.length, 0);
  const beginning = (stream: StreamName) =>
    found.first[stream]?.subarray(0, -(lines.attached[stream][0] as Buffer).length) ?? none;
  return { log: log.subarray(0, length), begun: each(beginning) };
}

/** The only place from which the log is made of the streams' lines, or with `guess` the last one. */
function findPlace(lines: Lines, guess: boolean): number | undefined {
  let place: number | undefined;
  const last = lines.logged.length - lines.known.stdout - lines.known.stderr;
  for (let at = Math.min(last, lines.logged.length - 1); at >= 0; at--) {
    if (!compareFrom(lines, at)) continue;
    if (place !== undefined) return undefined;
    place = at;
    if (guess) break;
  }
  return place;
}

/** What of the streams the log has from its line `at` on, if it has nothing else. */
function compareFrom({ logged, attached, known }: Lines, at: number): Found | undefined {
  // A line may be of either stream, so there may be several ways, told apart by the lines of one.
  let ways = new Map<number, Found>([[0, { stdout: 0, stderr: 0, first: {} }]]);
  const end = Math.min(logged.length, at + farthest);
  for (const line of logged.slice(at, end)) {
    const next = new Map<number, Found>();
    for (const way of ways.values())
      for (const stream of streams) {
        const received = attached[stream][way[stream]];
        if (!received || !fits(line, received, way[stream] === 0)) continue;
        const first = way[stream] === 0 ? { ...way.first, [stream]: line } : way.first;
        const longer = { ...way, [stream]: way[stream] + 1, first };
        if (!next.has(longer.stdout)) next.set(longer.stdout, longer);
      }
    if (next.size === 0) return undefined;
    ways = next;
  }
  const isFar = end < logged.length;
  return [...ways.values()].find((way) => isFar || streams.every((stream) => way[stream] >= known[stream]));
}

/** The first line that a stream brings may be the end of one. */
function fits(line: Buffer, received: Buffer, isFirst: boolean): boolean {
  if (!isFirst) return line.equals(received);
  return received.length <= line.length && line.subarray(line.length - received.length).equals(received);
}
