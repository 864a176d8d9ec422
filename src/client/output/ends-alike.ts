import { asLogged, isWhole, linesOf } from './lines.js';

/**
 * Whether the last lines of a log are the last lines of the two streams: then nothing is missing at
 * the end. False also where that cannot be told.
 */
export function endsAlike(log: Buffer, stdout: Buffer, stderr: Buffer): boolean {
  const logged = linesOf(log);
  const out = linesOf(stdout).map(asLogged);
  const err = linesOf(stderr).map(asLogged);
  if (logged.length === 0) return out.length === 0 && err.length === 0;
  // Two ends without a line end are glued together in the log.
  if (out.at(-1) && err.at(-1) && !isWhole(out.at(-1) as Buffer) && !isWhole(err.at(-1) as Buffer))
    return false;
  const known = Math.min(logged.length, Math.max(out.length, err.length));
  for (const line of logged.slice(-known).reverse()) {
    if (out.at(-1)?.equals(line)) out.pop();
    else if (err.at(-1)?.equals(line)) err.pop();
    else return false;
  }
  return known > 0;
}
