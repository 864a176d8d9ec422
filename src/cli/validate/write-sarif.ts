import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readVersion } from '../package-root.js';
import { listEntries, type ReportEntry } from './finding.js';
import type { Report } from './report.js';

/** A SARIF 2.1.0 log, as code scanning takes it. */
export function writeSarif(reports: readonly Report[]): string {
  const found = reports.flatMap((report) =>
    listEntries(report).map((finding) => ({ finding, file: report.source.name })),
  );
  const rules = [...new Set(found.map(({ finding }) => finding.rule))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ephemeral-containers',
            version: readVersion(),
            rules: rules.map((id) => ({ id })),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: [...new Set(reports.map(({ source }) => source.name))].map((file) => ({
          location: { uri: toUri(file) },
        })),
        results: found.map(({ finding, file }) => writeResult(finding, file, rules.indexOf(finding.rule))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function writeResult({ level, rule, text, hint, place }: ReportEntry, file: string, ruleIndex: number) {
  const region = place && {
    startLine: place.line,
    startColumn: place.column,
    endColumn: place.column + place.length,
  };
  return {
    ruleId: rule,
    ruleIndex,
    level,
    message: { text: hint === undefined ? text : `${text}\nhint: ${hint}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: toUri(file) }, ...(region && { region }) } }],
  };
}

function toUri(file: string): string {
  if (file === '<stdin>') return 'stdin';
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(sep).map(encodeURIComponent).join('/');
}
