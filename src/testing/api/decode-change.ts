import { type ApiError, badRequest, invalid, plainError } from '../model/errors.js';
import type { JsonRecord } from '../model/json.js';
import { formatGo } from '../patch/format-go.js';
import { findUnknownMembers } from '../patch/json-patch.js';
import { describeConversionFailure, describeUnmarshalFailure } from '../schema/go-words.js';
import { dropUnknownFields, findUnknownFields } from '../schema/unknown-fields.js';
import { findWrongType } from '../schema/wrong-type.js';
import type { Change, ChangedType } from './change.js';
import { describeUnregistered } from './read-body.js';
import type { WriteOptions } from './request-options.js';
import type { RequestScope } from './request-scope.js';

/**
 * The object of a change as the server reads it: throws what it answers where it cannot decode it,
 * warns of fields it does not know, and leaves them out.
 */
export function decodeChange(
  scope: RequestScope,
  change: Change,
  changed: ChangedType,
  { fieldValidation }: Pick<WriteOptions, 'fieldValidation'>,
): JsonRecord {
  const { type, minor } = changed;
  requireSameType(change, type);
  const wrong = findWrongType(change.object, type, minor);
  if (wrong !== undefined) {
    const isConverted = change.kind === 'strategic' || change.kind === 'apply';
    throw refuse(
      change,
      type,
      isConverted ? describeConversionFailure(wrong) : describeUnmarshalFailure(wrong),
    );
  }
  const problems =
    change.kind === 'apply' ? [] : [...describeDuplicates(change), ...findUnknown(change, changed)];
  if (fieldValidation === 'Warn') for (const problem of problems) scope.warn(problem);
  if (fieldValidation === 'Strict' && problems.length > 0) {
    throw refuse(change, type, `strict decoding error: ${problems.join(', ')}`);
  }
  return dropUnknownFields(change.object, type, minor);
}

/** A patch may say that its object is something else. */
function requireSameType(change: Change, type: string): void {
  const { kind, object } = change;
  if (kind !== 'merge' && kind !== 'json') return;
  const { apiVersion = 'v1', kind: given = type } = object;
  if (apiVersion !== 'v1') {
    const version = String(apiVersion);
    throw refusePatch(change, describeUnregistered(type, version));
  }
  if (given !== type) {
    const problem = `converting (v1.${String(given)}) to (core.${type}): unknown conversion`;
    throw refusePatch(change, problem);
  }
}

function describeDuplicates({ kind, duplicates }: Change): string[] {
  const prefix = kind === 'json' ? 'json patch ' : '';
  return duplicates.map((field) => `${prefix}duplicate field ${JSON.stringify(field)}`);
}

function findUnknown({ kind, sent, object }: Change, { type, minor }: ChangedType): string[] {
  const unknown = findUnknownFields(object, type, minor);
  return [
    ...(kind === 'json' ? findUnknownMembers(sent) : []).map(
      (field) => `json patch unknown field ${JSON.stringify(field)}`,
    ),
    // patches have lost the order in which their fields were sent
    ...(kind === 'put' ? unknown : unknown.sort()).map((field) => `unknown field ${JSON.stringify(field)}`),
  ];
}

function refuse(change: Change, type: string, problem: string): ApiError {
  if (change.kind === 'put') {
    return badRequest(`${type} in version "v1" cannot be handled as a ${type}: ${problem}`);
  }
  if (change.kind !== 'apply') return refusePatch(change, problem);
  const { name = '', namespace = '' } = (change.sent as JsonRecord)['metadata'] as JsonRecord;
  const where = `${String(namespace)}/${String(name)}; /v1, Kind=${type}`;
  const text = `failed to convert new object (${where}) to proper version: unable to convert unstructured object to /v1, Kind=${type}: ${problem}`;
  return plainError(text);
}

/** The 422 of a patch, which quotes it: a strategic one as it was sent, others as what they made of the object. */
function refusePatch({ kind, sent, object }: Change, problem: string): ApiError {
  const value = kind === 'strategic' ? formatGo(sent) : JSON.stringify(object);
  const message = `Invalid value: ${JSON.stringify(value)}: ${problem}`;
  return invalid('', '', [{ reason: 'FieldValueInvalid', message, field: 'patch' }]);
}
