import { findSubjects } from './find-subjects.js';
import { type Judge, type JudgeOptions, judgeSubject } from './judge-subject.js';
import { parseDocuments } from './parse-documents.js';
import type { Source } from './read-source.js';
import { type Report, reportUnreadable, reportVerdict } from './report.js';
import type { ParsedDocument } from './source-document.js';
import { positionOf } from './source-excerpt.js';

/** Judges everything in one file: a report for each container, list or Pod in it. */
export function validateSource(source: Source, judge: Judge, options: JudgeOptions): readonly Report[] {
  const documents = parseDocuments(source);
  if (documents.length === 0) {
    return [reportUnreadable(source, 'is empty; a container, a list of containers or a Pod is expected')];
  }
  return documents.flatMap((document) => {
    if ('problem' in document) {
      const { offset, problem, lines } = document;
      const span = { start: offset, end: offset + 1 };
      return [reportUnreadable(source, problem, { span, position: positionOf(lines, offset) })];
    }
    return validateDocument(document, judge, options);
  });
}

function validateDocument(document: ParsedDocument, judge: Judge, options: JudgeOptions): readonly Report[] {
  if (options.fieldValidation === 'Strict' && document.duplicates.length > 0) {
    return document.duplicates.map(({ text, offset }) => {
      const why = `the key ${JSON.stringify(text)} stands twice, which the API server refuses under Strict; keep one of them`;
      const span = { start: offset, end: offset + text.length };
      return reportUnreadable(document.source, why, { span, position: positionOf(document.lines, offset) });
    });
  }
  const reports = findSubjects(document.value).map((subject) =>
    reportVerdict(document, judgeSubject(subject, judge, options)),
  );
  return options.fieldValidation === 'Warn' ? withDuplicateWarnings(reports, document) : reports;
}

function withDuplicateWarnings(
  reports: readonly Report[],
  { duplicates, lines }: ParsedDocument,
): readonly Report[] {
  const [first, ...rest] = reports;
  if (first === undefined) return reports;
  const warnings = duplicates.map(({ text, offset }) => {
    const { line } = positionOf(lines, offset);
    return `the key ${JSON.stringify(text)} stands twice, again in line ${line}; the last one counts`;
  });
  return [{ ...first, warnings: [...warnings, ...first.warnings] }, ...rest];
}
