import type { Place } from '../../text/index.js';
import { printable } from '../output/print.js';
import { listEntries } from './finding.js';
import type { Report } from './report.js';
import { showExcerpt } from './source-excerpt.js';

/** Lines for people: where, what, the source line with a mark under it, and what to do. */
export function writeText(report: Report): readonly string[] {
  const { source, outcome, place } = report;
  if (outcome === 'unreadable') return [];
  if (outcome !== 'invalid')
    return [`${locationOf(source.name, place)}: ${outcome}: ${printable(report.what)}`];
  // sorted by line, as people read a file; the JSON output has the server's order
  const causes = listEntries(report).filter(({ level }) => level === 'error');
  return causes
    .sort((a, b) => (a.place?.offset ?? 0) - (b.place?.offset ?? 0))
    .flatMap(({ text, place: at, hint }) => [
      ...showLines(`${locationOf(source.name, at)}: ${text}`),
      ...(at === undefined ? [] : showExcerpt(source.text, at)),
      ...(hint === undefined ? [] : [`  hint: ${hint}`]),
    ]);
}

/** Lines for standard error: what cannot be read, and warnings. */
export function writeProblems(report: Report): readonly string[] {
  const { source, outcome, what, place } = report;
  const warnings = listEntries(report).filter(({ level }) => level === 'warning');
  const lines = warnings.map(
    ({ text, place: at }) => `${locationOf(source.name, at)}: Warning: ${printable(text)}`,
  );
  if (outcome !== 'unreadable') return lines;
  const excerpt = place === undefined ? [] : showExcerpt(source.text, place);
  return [...lines, ...showLines(`${locationOf(source.name, place)}: ${what}`), ...excerpt];
}

function showLines(text: string): readonly string[] {
  const [first = '', ...rest] = text.split('\n').map(printable);
  return [first, ...rest.map((line) => `    ${line}`)];
}

function locationOf(name: string, place: Place | undefined): string {
  return place === undefined ? name : `${name}:${place.line}:${place.column}`;
}
