import { type Cause, invalid } from '../model/errors.js';
import { contentType } from './read-body.js';
import { isTrue } from './request-info.js';
import type { RequestScope } from './request-scope.js';

/** What a create, update or patch says in its query. */
export interface WriteOptions {
  readonly dryRun: boolean;
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
  readonly fieldManager: string;
  readonly force: boolean;
}

const kinds: Readonly<Record<string, string>> = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
};

/** Throws 422 with every option that is wrong. */
export function readWriteOptions(scope: RequestScope): WriteOptions {
  const query = scope.url.searchParams;
  const dryRun = query.getAll('dryRun').filter((value) => value !== '');
  const fieldValidation = query.get('fieldValidation') ?? '';
  const fieldManager = query.get('fieldManager') ?? '';
  const force = isTrue(query.get('force'));
  const isApply = contentType(scope) === 'application/apply-patch+yaml';
  const causes = [
    ...checkForce(force, isApply),
    ...checkManager(fieldManager, isApply),
    ...checkDryRun(dryRun),
    ...checkValidation(fieldValidation),
  ];
  if (causes.length > 0) throw invalid(kinds[scope.method] ?? '', '', causes, 'meta.k8s.io');
  return {
    dryRun: dryRun.length > 0,
    fieldValidation: fieldValidation === 'Strict' || fieldValidation === 'Ignore' ? fieldValidation : 'Warn',
    fieldManager: fieldManager === '' ? managerOf(scope.headers['user-agent']) : fieldManager,
    force,
  };
}

/** Source: kubernetes v1.37 apimachinery pkg/apis/meta/v1/validation/validation.go ValidatePatchOptions */
function checkForce(force: boolean, isApply: boolean): Cause[] {
  if (!force || isApply) return [];
  return [cause('force', 'FieldValueForbidden', 'Forbidden: may not be specified for non-apply patch')];
}

function checkManager(manager: string, isApply: boolean): Cause[] {
  if (manager === '' && isApply) {
    return [cause('fieldManager', 'FieldValueRequired', 'Required value: is required for apply patch')];
  }
  if (Buffer.byteLength(manager) > 128) {
    return [cause('fieldManager', 'FieldValueTooLong', 'Too long: may not be more than 128 bytes')];
  }
  const position = [...manager].findIndex((letter) => /\p{C}/u.test(letter));
  const letter = [...manager][position];
  if (letter === undefined) return [];
  const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const detail = `invalid character U+${code} (at position ${position})`;
  return [cause('fieldManager', 'FieldValueInvalid', `Invalid value: ${quoteGo(manager)}: ${detail}`)];
}

function checkDryRun(values: readonly string[]): Cause[] {
  if (values.every((value) => value === 'All')) return [];
  const message = `Unsupported value: ${JSON.stringify(values)}: supported values: "All"`;
  return [cause('dryRun', 'FieldValueNotSupported', message)];
}

function checkValidation(value: string): Cause[] {
  if (['', 'Ignore', 'Strict', 'Warn'].includes(value)) return [];
  const message = `Unsupported value: ${JSON.stringify(value)}: supported values: "", "Ignore", "Strict", "Warn"`;
  return [cause('fieldValidation', 'FieldValueNotSupported', message)];
}

function cause(field: string, reason: string, message: string): Cause {
  return { reason, message, field };
}

/** Go writes a bell as `\a`, where JSON has `\u0007`. */
function quoteGo(text: string): string {
  return JSON.stringify(text)
    .replaceAll('\\u0007', '\\a')
    .replaceAll('\\u000b', '\\v')
    .replaceAll(/\\u00([0-9a-f]{2})/g, '\\x$1');
}

/** Source: kubernetes v1.37 apiserver pkg/endpoints/handlers/create.go prefixFromUserAgent */
function managerOf(userAgent: string | undefined): string {
  return (userAgent ?? '').split('/')[0] || 'unknown';
}
