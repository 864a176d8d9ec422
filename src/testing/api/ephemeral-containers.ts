import { conflict, invalid } from '../model/errors.js';
import { copy, equals, isObject, type JsonRecord } from '../model/json.js';
import type { ObjectMeta, PodObject } from '../model/objects.js';
import { timestamp } from '../model/store.js';
import { ownAdded } from '../patch/managed-fields.js';
import type { ChangedType, ChangeKind } from './change.js';
import { minorNumber, type ServerContext } from './context.js';
import { decodeChange } from './decode-change.js';
import { findPod } from './find-pod.js';
import { enforcePodSecurity } from './pod-security.js';
import { readChange } from './read-change.js';
import { readWriteOptions } from './request-options.js';
import type { RequestScope } from './request-scope.js';
import { requireSameObject, requireVersion } from './requirements.js';
import { requireValidList } from './validate-list.js';

/**
 * PUT and PATCH of `pods/{name}/ephemeralcontainers`, the checks in the server's order.
 *
 * Source: kubernetes v1.37 pkg/registry/core/pod/strategy.go podEphemeralContainersStrategy
 */
export function changeEphemeralContainers(context: ServerContext, scope: RequestScope): void {
  const options = readWriteOptions(scope);
  const changed: ChangedType = {
    type: 'Pod',
    minor: minorNumber(context.minor),
  };
  // a PUT is read before the Pod is looked for
  const original = scope.method === 'PUT' ? undefined : findPod(context, scope);
  const change = readChange(scope, original, changed, options);
  const wanted = decodeChange(scope, change, changed, options);
  requireSameObject(scope, wanted);
  const current = original ?? findPod(context, scope);
  const metadata = wanted['metadata'] as object as ObjectMeta;
  requireVersion('pods', current, metadata.resourceVersion);
  requireUid(context, current, metadata.uid, change.kind);
  const updated = keepOnlyList(current, wanted);
  updated.spec.ephemeralContainers = requireValidList(context, current, updated);
  if (updated.spec.ephemeralContainers.length === 0) delete updated.spec.ephemeralContainers;
  const had = new Set(current.spec.ephemeralContainers?.map(({ name }) => name));
  const added = updated.spec.ephemeralContainers?.filter(({ name }) => !had.has(name)) ?? [];
  const { managedFields } =
    change.kind === 'apply'
      ? metadata
      : { managedFields: ownAdded(current.metadata, added, options.fieldManager, timestamp()) };
  if (change.kind === 'apply' || added.length > 0) Object.assign(updated.metadata, { managedFields });
  const isNewList = !equals(updated.spec, current.spec);
  if (isNewList) {
    enforcePodSecurity(context, scope, current, updated);
    updated.metadata.generation = (current.metadata.generation ?? 1) + 1;
  }
  if (options.dryRun || equals(updated, current)) {
    scope.send(200, updated);
    return;
  }
  const { namespace, name } = scope.info;
  const stored = context.store.update({ resource: 'pods', namespace, name }, (pod) => {
    pod['spec'] = updated.spec;
    pod.metadata = updated.metadata;
  });
  scope.send(200, stored);
}

function requireUid(
  context: ServerContext,
  { metadata: current }: PodObject,
  uid: string | undefined,
  kind: ChangeKind,
): void {
  if (uid === undefined || uid === '' || uid === current.uid) return;
  if (kind === 'put') {
    const where = `Key: /registry/pods/${current.namespace}/${current.name}, ResourceVersion: 0`;
    const both = `UID in precondition: ${uid}, UID in object meta: ${current.uid}`;
    const text = `StorageError: invalid object, Code: 4, ${where}, AdditionalErrorMsg: Precondition failed: ${both}`;
    throw conflict('pods', current.name, text);
  }
  const cause = {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(uid)}: field is immutable`,
    field: 'metadata.uid',
  };
  // up to 1.36 the update of the metadata was validated twice
  throw invalid('Pod', current.name, minorNumber(context.minor) >= 37 ? [cause] : [cause, cause]);
}

/** Only the list is taken over: everything else of the Pod stays as it was. */
function keepOnlyList(current: PodObject, wanted: JsonRecord): PodObject {
  const updated = copy(current);
  const { ephemeralContainers = [] } = (isObject(wanted['spec']) ? wanted['spec'] : {}) as Partial<
    PodObject['spec']
  >;
  updated.spec.ephemeralContainers = copy(ephemeralContainers);
  return updated;
}
