import { printable } from '../output/print.js';
import { listEntries } from './finding.js';
import type { Report } from './report.js';

/** Workflow commands, which GitHub shows as annotations of a pull request's lines. */
export function writeGithub(report: Report): readonly string[] {
  return listEntries(report).map(({ level, rule, text, hint, place }) => {
    const message = text.split('\n').map(printable).join('\n');
    const properties = {
      title: rule,
      file: report.source.name,
      ...(place === undefined
        ? {}
        : {
            line: place.line,
            endLine: place.line,
            col: place.column,
            endColumn: place.column + place.length,
          }),
    };
    const list = Object.entries(properties).map(
      ([name, value]) => `${name}=${escapeProperty(String(value))}`,
    );
    return `::${level} ${list.join(',')}::${escapeData(hint === undefined ? message : `${message}\nhint: ${hint}`)}`;
  });
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
