import { asLogged, isWhole, linesOf } from './lines.js';

/** What attached streams brought so far. */
export interface AttachedBytes {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** How a log and the attached streams are known to stand to each other. */
export interface Standing {
  /** Nothing is on its way: the last line of the log is the last one attached to. */
  readonly level: boolean;
  /** The container ended: a last line without an end is in the log too. */
  readonly over: boolean;
}

/** The lines of a log, and those of the streams that are looked for in it. */
interface Lines {
  readonly logged: readonly Buffer[];
  readonly stdout: readonly Buffer[];
  readonly stderr: readonly Buffer[];
}

/** How many lines are compared at most for one place in the log. */
const farthest = 2_000;

/**
 * Finds in a log where attached streams begin, and returns what came before: the output from before
 * the attach. The log is to have all that is in `attached`, each stream's lines in order; their first
 * may be the end of a line. Undefined if there is no such place, or if there are several, as among
 * equal lines: then only a log and streams that are `level` tell which it is.
 */
export function findEarlier(
  log: Buffer,
  attached: AttachedBytes,
  { level, over }: Standing,
): Buffer | undefined {
  // What the container has begun of a line is not logged before its end.
  const comparable = (bytes: Buffer) => linesOf(bytes).filter((line) => over || isWhole(line));
  const lines = {
    logged: comparable(log),
    stdout: comparable(attached.stdout).map(asLogged),
    stderr: comparable(attached.stderr).map(asLogged),
  };
  const count = lines.stdout.length + lines.stderr.length;
  if (count === 0) return level ? log : undefined;
  const last = lines.logged.length - count;
  const at = level ? last : (findOnly(lines, last, false) ?? findOnly(lines, last, true));
  const known = at === undefined || at < 0 ? undefined : compareFrom(lines, at, !level);
  if (at === undefined || known === undefined) return undefined;
  const before = lines.logged.slice(0, at + 1).reduce((sum, line) => sum + line.length, 0);
  return log.subarray(0, before - known);
}

/** The one place up to `last` from which the log has all lines of the streams; undefined if there are more. */
function findOnly(lines: Lines, last: number, gaps: boolean): number | undefined {
  let place: number | undefined;
  for (let at = 0; at <= last; at++) {
    if (compareFrom(lines, at, gaps) === undefined) continue;
    if (place !== undefined) return undefined;
    place = at;
  }
  return place;
}

/**
 * How many bytes of the log's line `at` the streams begin with, if it has all their lines from there on.
 * With `gaps`, lines may be between them that are still on their way, of a stream that has no other left.
 */
function compareFrom({ logged, stdout, stderr }: Lines, at: number, gaps: boolean): number | undefined {
  const first = logged[at] as Buffer;
  const known = Math.max(lengthOfEnd(first, stdout[0]), lengthOfEnd(first, stderr[0]));
  if (known === 0) return undefined;
  let out = 0;
  let err = 0;
  for (let next = at; out < stdout.length || err < stderr.length; next++) {
    const line = logged[next];
    if (!line) return undefined;
    if (next - at === farthest) return known;
    if (fits(line, stdout[out], out === 0)) out++;
    else if (fits(line, stderr[err], err === 0)) err++;
    else if (!gaps || (out < stdout.length && err < stderr.length)) return undefined;
  }
  return known;
}

/** The length of `first` where `line` ends with it. */
function lengthOfEnd(line: Buffer, first: Buffer | undefined): number {
  if (!first || first.length > line.length) return 0;
  return line.subarray(line.length - first.length).equals(first) ? first.length : 0;
}

function fits(line: Buffer, received: Buffer | undefined, isFirst: boolean): boolean {
  if (!received) return false;
  return isFirst ? lengthOfEnd(line, received) > 0 : line.equals(received);
}
