import type { Passed } from './attached-output.js';

export interface Skipper {
  /** The part of the log's next bytes that is new. */
  skip(bytes: Buffer): Buffer;
  /** Whether the log has not come to the end of what was passed on. */
  isBehind(): boolean;
}

/** Leaves out of a log what was passed on already: so many lines, and the beginning of the next. */
export function createSkipper({ lines, rest }: Passed): Skipper {
  let left = lines;
  // Of two streams that end without a line end, the log has one after the other, in either order.
  let begun = rest;
  return {
    skip(bytes) {
      let from = 0;
      while (left > 0) {
        const at = bytes.indexOf(10, from);
        if (at < 0) return bytes.subarray(bytes.length);
        from = at + 1;
        left--;
      }
      const known = Math.min(begun, bytes.length - from);
      begun -= known;
      return bytes.subarray(from + known);
    },
    isBehind: () => left > 0 || begun > 0,
  };
}
