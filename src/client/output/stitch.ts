import { asLogged, isWhole, linesOf } from './lines.js';

/** What attached streams brought so far. */
export interface AttachedBytes {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** How many lines are compared at most for one place in the log. */
const farthest = 2_000;

/**
 * Finds in a log where attached streams begin, and returns what came before: the output from before
 * the attach. The log ends with lines of both streams, each stream's in order; their first may be
 * the end of a line. Of several places, that one counts of which the log says most. Undefined if there is none.
 */
export function findEarlier(log: Buffer, attached: AttachedBytes): Buffer | undefined {
  const logged = linesOf(log);
  const stdout = linesOf(attached.stdout).map(asLogged);
  const stderr = linesOf(attached.stderr).map(asLogged);
  let best: { readonly at: number; readonly surplus: number; readonly known: number } | undefined;
  let offset = 0;
  // no place is better than one that explains every line, and of equal lines there are many
  for (let at = 0; at < logged.length && best?.surplus !== 0; at++) {
    const line = logged[at] as Buffer;
    const known = lengthOfEnd(line, stdout[0]) || lengthOfEnd(line, stderr[0]);
    if (known > 0) {
      const surplus = compareFrom(logged, at, stdout, stderr);
      if (surplus !== undefined && (!best || surplus < best.surplus)) {
        best = { at: offset + line.length - known, surplus, known };
      }
    }
    offset += line.length;
  }
  return best && log.subarray(0, best.at);
}

/** The length of `first` where `line` ends with it. */
function lengthOfEnd(line: Buffer, first: Buffer | undefined): number {
  if (!first || first.length > line.length) return 0;
  return line.subarray(line.length - first.length).equals(first) ? first.length : 0;
}

/**
 * How many lines of the log, from `at` on, are in neither stream; they can only be lines still on
 * their way, so a stream must have run out. Undefined if the log says otherwise.
 */
function compareFrom(
  logged: readonly Buffer[],
  at: number,
  stdout: readonly Buffer[],
  stderr: readonly Buffer[],
): number | undefined {
  let out = 0;
  let err = 0;
  let surplus = 0;
  for (let next = at; next < Math.min(logged.length, at + farthest); next++) {
    const line = logged[next] as Buffer;
    if (fits(line, stdout[out], out === 0)) out++;
    else if (fits(line, stderr[err], err === 0)) err++;
    else if (isOut(stdout, out) || isOut(stderr, err)) surplus++;
    else return undefined;
  }
  return surplus;
}

function fits(line: Buffer, received: Buffer | undefined, isFirst: boolean): boolean {
  if (!received) return false;
  return isFirst ? lengthOfEnd(line, received) > 0 : line.equals(received);
}

/** A last line without an end is still being received. */
function isOut(lines: readonly Buffer[], next: number): boolean {
  const line = lines[next];
  return line === undefined || !isWhole(line);
}
