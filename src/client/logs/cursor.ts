import type { LogPiece } from './parse.js';

/**
 * How far a log was read, so that reading it again from `since` goes on without loss or repetition.
 * `sinceTime` has whole seconds, so the lines of the last second come again and are counted off.
 */
export interface Cursor {
  /** What to ask for as `sinceTime`; undefined: from the beginning. */
  since(): string | undefined;
  /** Call before each new reading. */
  rewind(): void;
  /** The part of the piece that is new. */
  take(piece: LogPiece): LogPiece | undefined;
}

/** The lines begun in the latest second seen: a reading from there sends each of them again. */
interface Window {
  readonly second: number;
  readonly firstTime: string;
  lastTime: string;
  lines: number;
  /** Bytes taken of the last line. */
  taken: number;
}

/** A reading that has not come to anything new yet. */
interface Catching {
  line: number;
  /** Bytes of the line at hand that are known. */
  skip: number;
  /** After a rotation the first lines may be gone; then times tell, which are hardly ever equal. */
  counted: boolean;
}

export function createCursor(): Cursor {
  let window: Window | undefined;
  let catching: Catching | undefined;
  /** A line older than its predecessors is not sent again with the others of the window. */
  let inWindow = false;

  const remember = (piece: LogPiece): LogPiece => {
    const { begins, time, bytes } = piece;
    if (begins) {
      const second = Math.floor(Date.parse(time) / 1000);
      if (!window || second > window.second)
        window = { second, firstTime: time, lastTime: time, lines: 0, taken: 0 };
      inWindow = second === window.second;
      if (inWindow) {
        window.lines++;
        window.lastTime = time;
        window.taken = 0;
      }
    }
    if (inWindow && window) window.taken += bytes.length;
    return piece;
  };

  const catchUp = (piece: LogPiece, known: Window, at: Catching): LogPiece | undefined => {
    if (piece.begins) {
      at.line++;
      if (at.line === 1) at.counted = piece.time === known.firstTime;
      if (at.counted ? at.line > known.lines : piece.time > known.lastTime) {
        catching = undefined;
        return remember(piece);
      }
      const isLast = at.counted ? at.line === known.lines : piece.time === known.lastTime;
      at.skip = isLast ? known.taken : Number.POSITIVE_INFINITY;
    }
    // The end of a line that began before the second asked for, and was taken then.
    if (at.line === 0) return undefined;
    const skipped = Math.min(at.skip, piece.bytes.length);
    at.skip -= skipped;
    const bytes = piece.bytes.subarray(skipped);
    if (bytes.length === 0) return undefined;
    catching = undefined;
    inWindow = true;
    return remember({ ...piece, begins: false, bytes });
  };

  return {
    since: () => window && `${new Date(window.second * 1000).toISOString().slice(0, 19)}Z`,
    rewind() {
      catching = window && { line: 0, skip: 0, counted: true };
    },
    take: (piece) => (catching && window ? catchUp(piece, window, catching) : remember(piece)),
  };
}
