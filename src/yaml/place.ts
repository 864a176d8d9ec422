/** A stretch of a text, in UTF-16 code units from its start. */
export interface Span {
  readonly start: number;
  /** Infinity of a block of YAML, which ends where its lines do. */
  readonly end: number;
}

/** Where a part of a text stands. Line and column count from 1, in UTF-16 code units, as editors count. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** How much of the line it takes; 0 at the end of the text. */
  readonly length: number;
  /** Where it starts, counted from the start of the text. */
  readonly offset: number;
}

/** Finds places in a text, whose lines are counted when the first is asked for. */
export function placesIn(text: string): (span: Span) => Place {
  let lineStarts: readonly number[] | undefined;
  return ({ start, end }) => {
    lineStarts ??= findLineStarts(text);
    const line = countUpTo(lineStarts, start);
    const lineStart = lineStarts[line - 1] ?? 0;
    const next = lineStarts[line];
    const lineEnd = next === undefined ? text.length : next - 1;
    const marked = text.slice(start, Math.min(end, lineEnd)).trimEnd();
    return { line, column: start - lineStart + 1, length: marked.length, offset: start };
  };
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** How many of these, which ascend, are not greater. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
