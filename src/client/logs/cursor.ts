import type { LogPiece } from './parse.js';
import { createWindow, type Finder, headOf, type Window } from './window.js';

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

/** A read that has not reached new lines yet. */
interface Catching {
  /** Finds arriving lines among the known ones. */
  readonly find: Finder;
  /** Whether a line of it began. */
  begun: boolean;
  /** Bytes of the line at hand that are known. */
  skip: number;
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
      if (!window || second > window.second) window = createWindow(second);
      inWindow = second === window.second;
      if (inWindow) window.begin(time);
    }
    if (inWindow) window?.add(bytes);
    return piece;
  };

  const catchUp = (piece: LogPiece, at: Catching): LogPiece | undefined => {
    if (piece.begins) {
      const known = at.find(piece.time, headOf(piece.bytes));
      if (known === undefined) {
        catching = undefined;
        return remember(piece);
      }
      at.begun = true;
      at.skip = known;
    }
    // The end of a line that began before the second asked for, and was taken then.
    if (!at.begun) return undefined;
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
      catching = window && { find: window.startOver(), begun: false, skip: 0 };
    },
    take: (piece) => (catching ? catchUp(piece, catching) : remember(piece)),
  };
}
