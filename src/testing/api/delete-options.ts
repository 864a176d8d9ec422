import { badRequest, type Cause, conflict, invalid } from '../model/errors.js';
import { isObject, type JsonObject } from '../model/json.js';
import type { ApiObject } from '../model/objects.js';
import { describeUnmarshalFailure } from '../schema/go-words.js';
import { findWrongType } from '../schema/wrong-type.js';
import { readDeleteOptions } from './read-body.js';
import { readInteger } from './read-integer.js';
import type { RequestScope } from './request-scope.js';

export interface DeleteRequest {
  readonly options: JsonObject;
  readonly dryRun: boolean;
}

/** What a DELETE asks for, in its body or, without one, in its query; throws what is wrong with it. */
export function readDeleteRequest(scope: RequestScope): DeleteRequest {
  const options = scope.body.length > 0 ? readDeleteOptions(scope) : readQuery(scope.url.searchParams);
  const wrong = findWrongType(options, 'DeleteOptions', Number.POSITIVE_INFINITY);
  if (wrong !== undefined) throw badRequest(describeUnmarshalFailure(wrong));
  const causes = checkOptions(options);
  if (causes.length > 0) throw invalid('DeleteOptions', '', causes, 'meta.k8s.io');
  return { options, dryRun: listOf(options['dryRun']).length > 0 };
}

function readQuery(query: URLSearchParams): JsonObject {
  const grace = readInteger(query, 'gracePeriodSeconds');
  const policy = query.get('propagationPolicy');
  return {
    dryRun: query.getAll('dryRun').filter((value) => value !== ''),
    ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
    ...(policy === null ? {} : { propagationPolicy: policy }),
  };
}

/** Source: kubernetes v1.37 apimachinery pkg/apis/meta/v1/validation/validation.go ValidateDeleteOptions */
function checkOptions(options: JsonObject): Cause[] {
  const { propagationPolicy: policy, orphanDependents: orphans } = options;
  const dryRun = listOf(options['dryRun']);
  const policies = ['Foreground', 'Background', 'Orphan'];
  return [
    ...(policy !== undefined && orphans !== undefined
      ? [
          {
            reason: 'FieldValueInvalid',
            message: `Invalid value: ${JSON.stringify(policy)}: orphanDependents and deletionPropagation cannot be both set`,
            field: 'propagationPolicy',
          },
        ]
      : []),
    ...(policy === undefined || policies.includes(String(policy))
      ? []
      : [unsupported('propagationPolicy', JSON.stringify(policy), [...policies, 'nil'])]),
    ...(dryRun.every((value) => value === 'All')
      ? []
      : [unsupported('dryRun', JSON.stringify(dryRun), ['All'])]),
  ];
}

function unsupported(field: string, value: string, supported: readonly string[]): Cause {
  const list = supported.map((each) => JSON.stringify(each)).join(', ');
  return {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${value}: supported values: ${list}`,
    field,
  };
}

/** Source: kubernetes v1.37 apiserver pkg/registry/rest/delete.go BeforeDelete */
export function requirePreconditions(
  { options: { preconditions } }: DeleteRequest,
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

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
