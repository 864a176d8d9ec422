import type { Report } from './report.js';
import { printable, showExcerpt } from './source-excerpt.js';

/** Lines for people: where, what, the source line with a mark under it, and what to do. */
export function writeText(report: Report): readonly string[] {
  const { name, text } = report.source;
  const place =
    report.position === undefined ? name : `${name}:${report.position.line}:${report.position.column}`;
  if (report.outcome === 'valid') return [`${place}: valid: ${printable(report.what)}`];
  if (report.notes.length === 0) return [`${place}: ${printable(report.what)}`];
  // a reader goes through the file from the top; the server's own order is in the JSON
  const notes = [...report.notes].sort((a, b) => a.span.start - b.span.start);
  return notes.flatMap((note) => {
    const [first = '', ...rest] = note.text.split('\n').map(printable);
    return [
      `${name}:${note.position.line}:${note.position.column}: ${first}`,
      ...rest.map((line) => `    ${line}`),
      ...showExcerpt(text, note.span, note.position),
      ...(note.hint === undefined ? [] : [`  hint: ${note.hint}`]),
    ];
  });
}
