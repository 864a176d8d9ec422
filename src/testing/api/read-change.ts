import { isMap, parseDocument } from 'yaml';
import { badRequest } from '../model/errors.js';
import { isObject, type JsonRecord, type JsonValue } from '../model/json.js';
import type { ApiObject } from '../model/objects.js';
import { timestamp } from '../model/store.js';
import { applyConfiguration } from '../patch/apply.js';
import { applyJsonMerge } from '../patch/json-merge.js';
import { applyJsonPatch } from '../patch/json-patch.js';
import { applyStrategicMerge } from '../patch/strategic.js';
import type { Change, ChangedType } from './change.js';
import { findDuplicateKeys } from './duplicate-keys.js';
import { contentType, readObject, readPatch, readPatchObject } from './read-body.js';
import type { WriteOptions } from './request-options.js';
import type { RequestScope } from './request-scope.js';

/** Makes the changed object of a PUT or PATCH. */
export function readChange(
  scope: RequestScope,
  current: ApiObject | undefined,
  changed: ChangedType,
  options: WriteOptions,
): Change {
  if (scope.method === 'PUT') return readObject(scope, changed);
  const original = (current ?? {}) as object as JsonRecord;
  switch (contentType(scope)) {
    case 'application/strategic-merge-patch+json': {
      const sent = readPatchObject(scope, '') ?? {};
      const object = applyStrategicMerge(original, sent, changed.type);
      return { kind: 'strategic', sent, object, duplicates: duplicatesOf(scope) };
    }
    case 'application/merge-patch+json': {
      const sent = readPatchObject(scope, 'error decoding patch: ');
      if (sent === null) throw badRequest('Invalid JSON Patch');
      return { kind: 'merge', sent, object: applyJsonMerge(original, sent), duplicates: duplicatesOf(scope) };
    }
    case 'application/json-patch+json': {
      const sent = readPatch(scope);
      return { kind: 'json', sent, object: applyJsonPatch(original, sent), duplicates: duplicatesOf(scope) };
    }
    default: {
      const sent = readApplied(scope);
      const { fieldManager: manager, force } = options;
      const live = current ?? { metadata: { name: '' } };
      const object = applyConfiguration(live, sent, {
        minor: changed.minor,
        manager,
        force,
        time: timestamp(),
      });
      return { kind: 'apply', sent, object, duplicates: [] };
    }
  }
}

function duplicatesOf({ body }: RequestScope): string[] {
  return findDuplicateKeys(body.toString('utf8'));
}

/** The YAML of an apply, or JSON, which is YAML too; throws 400. */
function readApplied(scope: RequestScope): JsonRecord {
  const document = parseDocument(scope.body.toString('utf8'), { logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) {
    const isNested = error.code === 'BLOCK_AS_IMPLICIT_KEY';
    const problem = isNested
      ? 'mapping values are not allowed in this context'
      : error.message.split('\n')[0];
    throw badRequest(`error encoding patch: yaml: ${problem}`);
  }
  if (!isMap(document.contents)) throw badRequest('error decoding patch: it is no object');
  try {
    const value = document.toJS() as JsonValue;
    return isObject(value) ? value : {};
  } catch (problem) {
    throw badRequest(`error encoding patch: yaml: ${(problem as Error).message}`);
  }
}
