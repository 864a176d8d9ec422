import type { StatusCause } from '../core/cause.js';
import { formatField, type Path } from '../core/path.js';
import type { Place, Span } from '../yaml/place.js';
import type { DuplicateKey, ParsedDocument, TextDocument } from '../yaml/text-document.js';
import { findField } from './find-field.js';
import { findSubjects, type Subject } from './find-subjects.js';
import type { LocatedCause, LocatedMessage, TextPart } from './result.js';
import {
  type ContextOptions,
  type SubjectVerdict,
  type Validator,
  validateSubject,
} from './validate-subject.js';

export interface DocumentOptions extends ContextOptions {
  /** An object without a kind that looks like no container is of no interest. */
  readonly skipsUnknown?: boolean;
}

const expected = 'a container, a list of containers or a Pod is expected';

/** Validates everything in the documents of a text. */
export function validateDocuments(
  documents: readonly TextDocument[],
  placeOf: (span: Span) => Place,
  validator: Validator,
  options: DocumentOptions,
): readonly TextPart[] {
  if (documents.length === 0) {
    const place = placeOf({ start: 0, end: 0 });
    return [{ outcome: 'unreadable', message: `is empty; ${expected}`, ...place }];
  }
  return documents.flatMap((document): readonly TextPart[] => {
    if ('problem' in document) {
      const { offset, problem } = document;
      return [{ outcome: 'unreadable', message: problem, ...placeOf({ start: offset, end: offset + 1 }) }];
    }
    return validateDocument({ document, placeOf }, validator, options);
  });
}

/** A document, and how its spans become places in the text. */
interface PlacedDocument {
  readonly document: ParsedDocument;
  readonly placeOf: (span: Span) => Place;
}

function validateDocument(
  placed: PlacedDocument,
  validator: Validator,
  options: DocumentOptions,
): readonly TextPart[] {
  const { document, placeOf } = placed;
  const { fieldValidation } = options;
  const subjects = findSubjects(document.value);
  const duplicates = fieldValidation === 'Ignore' ? [] : document.findDuplicates();
  return subjects.map((subject): TextPart => {
    const verdict = validateSubject(subject, validator, options);
    const place = placeOf(document.locate(verdict.at, 'value'));
    if ('why' in verdict) {
      const isSkipped = verdict.kind === 'skipped' || (verdict.otherKind === '' && options.skipsUnknown);
      if (!isSkipped) return { outcome: 'unreadable', message: verdict.why, ...place };
      return { outcome: 'skipped', kind: verdict.otherKind ?? '', message: verdict.why, ...place };
    }
    const { kind, what, podName } = verdict;
    const repeated = duplicates
      .filter(
        ({ path }) => startsWith(path, verdict.at) || (subject === subjects[0] && isOutside(path, subjects)),
      )
      .map((duplicate) => refuseDuplicate(duplicate, subject, placed, options));
    const causes = verdict.causes.map(({ cause, at }) => locateCause(cause, at, placed));
    const warnings = verdict.warnings.map((message) => locateWarning(message, verdict, placed));
    if (fieldValidation !== 'Warn') {
      const outcome = repeated.length > 0 ? 'invalid' : kind;
      return { outcome, what, podName, causes: [...repeated, ...causes], warnings, ...place };
    }
    const told = repeated.map(({ message, line, column, length, offset }) => ({
      message: message.replace(strict, ''),
      ...{ line, column, length, offset },
    }));
    return { outcome: kind, what, podName, causes, warnings: [...told, ...warnings], ...place };
  });
}

function locateCause(cause: StatusCause, at: Path, { document, placeOf }: PlacedDocument): LocatedCause {
  const isAtKey = cause.reason === 'FieldValueForbidden' || cause.rule === 'unknown-field';
  return { ...cause, ...placeOf(document.locate(at, isAtKey ? 'key' : 'value')) };
}

const named = /^(?:unknown field "(.*)"|(spec\.ephemeralContainers\[\d+\].*?): Kubernetes .*)$/s;

/** A warning is a sentence, in which the API server names the field. */
function locateWarning(
  message: string,
  { at, containers }: SubjectVerdict,
  { document, placeOf }: PlacedDocument,
): LocatedMessage {
  const match = named.exec(message);
  const field = match?.[1] ?? match?.[2] ?? '';
  const container = /^spec\.ephemeralContainers\[(\d+)\]/.exec(field);
  if (container === null) return { message, ...placeOf(document.locate(at, 'value')) };
  const path = containers(Number(container[1]));
  const found = findField(field, readAt(document.value, path), container[0]);
  return { message, ...placeOf(document.locate([...path, ...(found ?? [])], 'key')) };
}

function readAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const key of path) found = (found as Record<string | number, unknown> | undefined)?.[key];
  return found;
}

const strict = 'strict decoding error: ';

/** Source: kubernetes v1.34 apimachinery pkg/runtime/serializer/json/json.go strict decoding */
function refuseDuplicate(
  { path, span }: DuplicateKey,
  subject: Subject,
  { placeOf }: PlacedDocument,
  { pod }: ContextOptions,
): LocatedCause {
  const inside = startsWith(path, subject.at) ? path.slice(subject.at.length) : undefined;
  const existing = pod?.spec?.ephemeralContainers ?? [];
  const field = inside === undefined ? formatField(path) : nameField(inside, subject, existing);
  return {
    reason: 'FieldValueInvalid',
    field,
    message: `${strict}duplicate field "${field}"`,
    rule: 'duplicate-field',
    path: inside ?? [],
    hint: 'keep one of them; the last one counts',
    ...placeOf(span),
  };
}

function nameField(path: Path, subject: Subject, existing: readonly { readonly name: string }[]): string {
  if (subject.kind === 'list') return formatField(path, 'spec.ephemeralContainers');
  if (subject.kind !== 'container') return formatField(path);
  const found = existing.findIndex(({ name }) => name === subject.value['name']);
  return formatField(path, `spec.ephemeralContainers[${found < 0 ? existing.length : found}]`);
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, depth) => path[depth] === key);
}

function isOutside(path: Path, subjects: readonly Subject[]): boolean {
  return !subjects.some(({ at }) => startsWith(path, at));
}
