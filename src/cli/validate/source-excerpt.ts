import type { LineCounter } from 'yaml';
import type { Span } from './locate.js';

/** Line and column, both from 1, as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where an offset of a text is. */
export function positionOf(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  // a text without a line break has no line to count, and the counter then answers 0
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

const widest = 120;
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** The line of the source that a span starts on, with the span marked beneath it. */
export function showExcerpt(text: string, span: Span, position: Position): readonly string[] {
  const lineStart = span.start - position.column + 1;
  const lineBreak = text.indexOf('\n', lineStart);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  // of a long line, such as JSON without line breaks, a stretch around the span
  const from = Math.max(lineStart, span.start - (lineEnd - lineStart > widest ? widest / 2 : span.start));
  const to = Math.min(lineEnd, from + widest);
  const before = printable(text.slice(from, span.start));
  const marked = printable(text.slice(span.start, Math.min(Math.max(span.end, span.start), to)));
  const after = printable(text.slice(span.start, to)).slice(marked.length);
  const lead = from > lineStart ? '…' : '';
  const gutter = String(position.line);
  const line = `${lead}${before}${marked}${after}${to < lineEnd ? '…' : ''}`.trimEnd();
  const mark = `${' '.repeat(cells(lead + before))}${'^'.repeat(Math.max(1, cells(marked.trimEnd())))}`;
  return [`  ${gutter} | ${line}`, `  ${' '.repeat(gutter.length)} | ${mark}`];
}

/** Keeps what a file holds from steering the terminal it is shown on. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(/\p{Cc}|\p{Bidi_Control}/gu, (c) => (c === '\r' ? '' : '�'));
}

function cells(text: string): number {
  let count = 0;
  for (const character of text) count += wide.test(character) ? 2 : 1;
  return count;
}
