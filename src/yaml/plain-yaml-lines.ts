/** A line with something on it. */
export interface Line {
  /** Where its first character that is no blank stands. */
  readonly start: number;
  /** Where it ends, without the line break. */
  readonly end: number;
  readonly indent: number;
  /** It is `---`, between two documents. */
  readonly isMarker: boolean;
}

/** The first line from an offset on that is neither blank nor a comment; undefined at the end. */
export function readLine(text: string, from: number): Line | undefined {
  for (let at = from; at < text.length; ) {
    let start = at;
    while (text.charAt(start) === ' ') start++;
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    if (start < end && text.charAt(start) !== '#') {
      const isMarker = text.startsWith('---', at) && /^--- *$/.test(text.slice(at, end));
      return { start, end, indent: start - at, isMarker };
    }
    at = end + 1;
  }
  return undefined;
}

export function isSequenceItem(text: string, at: number): boolean {
  if (text.charAt(at) !== '-') return false;
  const next = text.charAt(at + 1);
  return next === ' ' || next === '\n' || next === '';
}
