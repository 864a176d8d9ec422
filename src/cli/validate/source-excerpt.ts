import type { Place } from '../../yaml/place.js';
import { printable } from '../output/print.js';

const widest = 120;
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** The line of the source that a place is on, with the place marked beneath it. */
export function showExcerpt(text: string, place: Place): readonly string[] {
  const start = place.offset;
  const end = start + place.length;
  const lineStart = start - place.column + 1;
  const lineBreak = text.indexOf('\n', lineStart);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  // of a long line, such as JSON without line breaks, a stretch around the span
  const from = Math.max(lineStart, start - (lineEnd - lineStart > widest ? widest / 2 : start));
  const to = Math.min(lineEnd, from + widest);
  const before = printable(text.slice(from, start));
  const marked = printable(text.slice(start, Math.min(end, to)));
  const after = printable(text.slice(start, to)).slice(marked.length);
  const lead = from > lineStart ? '…' : '';
  const gutter = String(place.line);
  const line = `${lead}${before}${marked}${after}${to < lineEnd ? '…' : ''}`.trimEnd();
  const mark = `${' '.repeat(cells(lead + before))}${'^'.repeat(Math.max(1, cells(marked.trimEnd())))}`;
  return [`  ${gutter} | ${line}`, `  ${' '.repeat(gutter.length)} | ${mark}`];
}

function cells(text: string): number {
  let count = 0;
  for (const character of text) count += wide.test(character) ? 2 : 1;
  return count;
}
