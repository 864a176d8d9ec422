import { badRequest, conflict, plainError } from '../model/errors.js';
import { isObject, type JsonRecord } from '../model/json.js';
import type { ApiObject } from '../model/objects.js';
import type { RequestScope } from './request-scope.js';

/** The changed object has to be the one of the path. */
export function requireSameObject(scope: RequestScope, changed: JsonRecord): void {
  const { namespace, name } = scope.info;
  const metadata = isObject(changed['metadata']) ? changed['metadata'] : {};
  const { name: given = '', namespace: elsewhere = '' } = metadata;
  if (given === '') {
    const text = `the name of the object (${name} based on URL) was undeterminable: name must be provided`;
    throw badRequest(text);
  }
  if (given !== name) {
    throw badRequest(
      `the name of the object (${String(given)}) does not match the name on the URL (${name})`,
    );
  }
  requireNamespace(namespace, elsewhere === '' ? undefined : String(elsewhere));
}

export function requireNamespace(namespace: string, given: string | undefined): void {
  if (given === undefined || given === namespace) return;
  throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
}

/** A change that names a version applies to that version only. */
export function requireVersion(resource: string, current: ApiObject, version: unknown): void {
  if (typeof version !== 'string' || version === '') return;
  const problem = explainNumber(version);
  if (problem !== undefined) {
    throw plainError(`strconv.ParseUint: parsing ${JSON.stringify(version)}: ${problem}`);
  }
  if (Number(version) === 0 || version === current.metadata.resourceVersion) return;
  throw conflict(
    resource,
    current.metadata.name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );
}

/** Source: kubernetes v1.37 apiserver pkg/storage/etcd3/store.go Create */
export function requireNoVersion({ metadata }: JsonRecord): void {
  const { resourceVersion } = isObject(metadata) ? metadata : {};
  // what is no number is not looked at
  if (typeof resourceVersion !== 'string' || explainNumber(resourceVersion) !== undefined) return;
  if (BigInt(resourceVersion) === 0n) return;
  throw plainError('resourceVersion should not be set on objects to be created');
}

/** Why Go does not read a text as an unsigned number, if it does not. */
export function explainNumber(text: string): string | undefined {
  if (!/^[0-9]+$/.test(text)) return 'invalid syntax';
  return BigInt(text) < 2n ** 64n ? undefined : 'value out of range';
}
