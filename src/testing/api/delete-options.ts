import { badRequest, conflict } from '../model/errors.js';
import { isObject, type JsonValue } from '../model/json.js';
import type { ApiObject } from '../model/objects.js';
import { readJson } from './read-body.js';
import { readInteger } from './read-integer.js';
import type { RequestScope } from './request-scope.js';

export interface DeleteOptions {
  readonly dryRun: boolean;
  readonly gracePeriodSeconds: number | undefined;
  readonly preconditions: JsonValue | undefined;
}

/** What a DELETE asks for, in its body or, without one, in its query; throws 400. */
export function readDeleteOptions(scope: RequestScope): DeleteOptions {
  const query = scope.url.searchParams;
  if (scope.body.length === 0) {
    return {
      dryRun: query.getAll('dryRun').includes('All'),
      gracePeriodSeconds: readInteger(query, 'gracePeriodSeconds'),
      preconditions: undefined,
    };
  }
  const { dryRun, gracePeriodSeconds, preconditions } = readJson(scope, badRequest);
  if (gracePeriodSeconds != null && !Number.isInteger(gracePeriodSeconds)) {
    throw badRequest('gracePeriodSeconds is not a whole number');
  }
  return {
    dryRun: Array.isArray(dryRun) && dryRun.includes('All'),
    gracePeriodSeconds: gracePeriodSeconds == null ? undefined : Number(gracePeriodSeconds),
    preconditions,
  };
}

/** Source: kubernetes v1.37 apiserver pkg/registry/rest/delete.go BeforeDelete */
export function requirePreconditions(
  { preconditions }: DeleteOptions,
  { metadata }: ApiObject,
  kind: string,
): void {
  const { uid, resourceVersion } = isObject(preconditions) ? preconditions : {};
  if (uid !== undefined && uid !== metadata.uid) {
    const text = `the UID in the precondition (${String(uid)}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    throw conflict(kind, metadata.name, text);
  }
  if (resourceVersion === undefined || resourceVersion === metadata.resourceVersion) return;
  const text = `the ResourceVersion in the precondition (${String(resourceVersion)}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
  throw conflict(kind, metadata.name, text);
}
