import { formatCause } from '../../core/cause.js';
import type { Status } from '../../core/status.js';
import { invalidPodStatus } from '../../core/status.js';
import type { LocatedCause, Verdict } from './judge-subject.js';
import type { Span } from './locate.js';
import type { Source } from './read-source.js';
import type { ParsedDocument } from './source-document.js';
import { type Position, positionOf } from './source-excerpt.js';

/** One thing to tell about a source, at a place in it. */
export interface Note {
  readonly text: string;
  readonly hint?: string;
  readonly span: Span;
  readonly position: Position;
}

/** The outcome for one subject of a source, ready for either output. */
export interface Report {
  readonly source: Source;
  readonly outcome: 'valid' | 'invalid' | 'unreadable';
  readonly what: string;
  readonly position: Position | undefined;
  /** In the order of the causes in `status`. */
  readonly notes: readonly Note[];
  readonly warnings: readonly string[];
  readonly status: Status;
}

/** Puts a verdict where it belongs in its document. */
export function reportVerdict(document: ParsedDocument, verdict: Verdict): Report {
  const { source, lines } = document;
  const span = document.locate(verdict.at, 'value');
  const position = positionOf(lines, span.start);
  if (verdict.kind === 'refused') return reportUnreadable(source, verdict.why, { span, position });
  const notes = verdict.causes.map((located) => noteOf(document, located));
  const causes = verdict.causes.map(({ cause }) => cause);
  const status = causes.length > 0 ? invalidPodStatus(verdict.podName, causes) : success(verdict.podName);
  const { what, warnings } = verdict;
  return { source, outcome: verdict.kind, what, position, notes, warnings, status };
}

/** What cannot be judged: with a place in the source, or about the source as a whole. */
export function reportUnreadable(
  source: Source,
  why: string,
  place?: { span: Span; position: Position },
): Report {
  const notes = place === undefined ? [] : [{ text: why, ...place }];
  const message =
    place === undefined ? why : `${source.name}:${place.position.line}:${place.position.column}: ${why}`;
  const status: Status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason: 'BadRequest',
    code: 400,
  };
  return { source, outcome: 'unreadable', what: why, position: place?.position, notes, warnings: [], status };
}

function noteOf(document: ParsedDocument, { cause, at }: LocatedCause): Note {
  const atKey = cause.reason === 'FieldValueForbidden' || cause.rule === 'unknown-field';
  const span = document.locate(at, atKey ? 'key' : 'value');
  const note = { text: formatCause(cause), span, position: positionOf(document.lines, span.start) };
  return cause.hint === undefined ? note : { ...note, hint: cause.hint };
}

function success(podName: string): Status {
  const details = { name: podName, kind: 'Pod' };
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details, code: 200 };
}
