import { printable } from '../output/print.js';
import { listEntries, type ReportEntry } from './finding.js';
import type { Report } from './report.js';

/** JUnit's XML: a suite for each file, a case for each part of it. */
export function writeJunit(reports: readonly Report[]): string {
  const files = [...new Set(reports.map(({ source }) => source.name))];
  const suites = files.map((name) => {
    const own = reports.filter(({ source }) => source.name === name);
    return [
      `  <testsuite name="${escapeXml(name)}" ${count(own)}>`,
      ...own.flatMap(writeCase),
      '  </testsuite>',
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ephemeral-containers validate" ${count(reports)}>`,
    ...suites.flat(),
    '</testsuites>',
    '',
  ].join('\n');
}

function count(reports: readonly Report[]): string {
  const of = (outcome: Report['outcome']) => reports.filter((report) => report.outcome === outcome).length;
  return `tests="${reports.length}" failures="${of('invalid')}" errors="${of('unreadable')}" skipped="${of('skipped')}" time="0"`;
}

function writeCase(report: Report): readonly string[] {
  const { source, outcome, what, place, kind } = report;
  const subject = outcome === 'skipped' ? kind || 'object' : outcome === 'unreadable' ? 'document' : what;
  const name = place === undefined ? subject : `${subject}, line ${place.line}`;
  const findings = listEntries(report);
  const errors = findings.filter(({ level }) => level === 'error');
  const warnings = findings.filter(({ level }) => level === 'warning');
  return [
    `    <testcase classname="${escapeXml(source.name)}" name="${escapeXml(name)}" time="0">`,
    ...(outcome === 'skipped' ? [`      <skipped message="${escapeXml(what)}"/>`] : []),
    ...writeErrors(outcome === 'unreadable' ? 'error' : 'failure', errors, source.name),
    ...(warnings.length === 0
      ? []
      : [`      <system-err>${escapeXml(listLines(warnings, source.name))}</system-err>`]),
    '    </testcase>',
  ];
}

/** Most readers take one failure per test case, so its text has all causes. */
function writeErrors(tag: string, errors: readonly ReportEntry[], file: string): readonly string[] {
  const [first] = errors;
  if (first === undefined) return [];
  const type = escapeXml(first.rule);
  const message = escapeXml(
    errors.length === 1 ? first.text : `${first.text} (and ${errors.length - 1} more)`,
  );
  return [`      <${tag} type="${type}" message="${message}">${escapeXml(listLines(errors, file))}</${tag}>`];
}

function listLines(findings: readonly ReportEntry[], file: string): string {
  return findings
    .map(({ text, hint, place }) => {
      const where = place === undefined ? file : `${file}:${place.line}:${place.column}`;
      return `${where}: ${text}${hint === undefined ? '' : `\n  hint: ${hint}`}`;
    })
    .join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no form for most control characters and for half a surrogate pair. */
function escapeXml(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      printable(line.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
        /[&<>"]/g,
        (each) => entities[each] ?? each,
      ),
    )
    .map((line) => line.replace(/[\ufffe\uffff]/g, '\ufffd'))
    .join('&#10;');
}
