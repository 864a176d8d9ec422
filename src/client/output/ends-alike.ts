import { asLogged, isWhole, linesOf } from './lines.js';

/** The end of a log, as asked for. */
export interface LogEnd {
  readonly bytes: Buffer;
  /** How many lines were asked for; a log that has fewer is here whole. */
  readonly asked: number;
}

/** The last lines that came over each stream. */
export interface StreamEnds {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** How many lines came over both, begun ones too. */
  readonly lines: number;
}

/**
 * Whether the last lines of a log are the last lines of the two streams: then nothing is missing at
 * the end. False also where that cannot be told, as among lines that repeat themselves.
 */
export function endsAlike(log: LogEnd, ends: StreamEnds): boolean {
  const logged = linesOf(log.bytes);
  if (logged.length < log.asked && logged.length !== ends.lines) return false;
  const out = linesOf(ends.stdout).map(asLogged);
  const err = linesOf(ends.stderr).map(asLogged);
  if (logged.length === 0) return true;
  // Two ends without a line end are glued together in the log.
  if (isBegun(out) && isBegun(err)) return false;
  const known = Math.min(logged.length, Math.max(out.length, err.length));
  let outs = 0;
  let errs = 0;
  for (const line of logged.slice(-known).reverse()) {
    if (out.at(-1 - outs)?.equals(line)) outs++;
    else if (err.at(-1 - errs)?.equals(line)) errs++;
    else return false;
  }
  if (logged.length < log.asked) return true;
  return known > 0 && !repeatsItself(out, outs) && !repeatsItself(err, errs);
}

function isBegun(lines: readonly Buffer[]): boolean {
  const last = lines.at(-1);
  return last !== undefined && !isWhole(last);
}

/** Whether the last `count` lines are among the earlier ones too, in the same order. */
function repeatsItself(lines: readonly Buffer[], count: number): boolean {
  if (count === 0) return false;
  for (let shift = 1; shift + count <= lines.length; shift++) {
    let equal = 0;
    while (equal < count && lines.at(-1 - equal)?.equals(lines.at(-1 - equal - shift) as Buffer)) equal++;
    if (equal === count) return true;
  }
  return false;
}
