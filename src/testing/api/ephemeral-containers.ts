import { copy, equals, isObject } from '../json.js';
import type { PodObject } from '../objects.js';
import { ownChanges } from '../patch/managed-fields.js';
import { minorNumber, type ServerContext } from './context.js';
import { conflict, invalid, methodNotAllowed } from './errors.js';
import type { Exchange } from './exchange.js';
import { decodeList, judgeUpdate } from './judge.js';
import { judgePodSecurity } from './pod-security.js';
import { findPod } from './pods.js';
import { type PodChange, readPodChange, requireVersion } from './read-pod-change.js';
import { readWriteOptions, type WriteOptions } from './request-options.js';
import { timestamp } from './store.js';

/**
 * GET, PUT and PATCH of `pods/{name}/ephemeralcontainers`, the checks in the server's order.
 *
 * Source: kubernetes v1.37 pkg/registry/core/pod/strategy.go podEphemeralContainersStrategy
 */
export function handleEphemeralContainers(context: ServerContext, exchange: Exchange): void {
  if (!['GET', 'PUT', 'PATCH'].includes(exchange.method)) throw methodNotAllowed();
  if (exchange.method === 'GET') exchange.send(200, findPod(context, exchange));
  else change(context, exchange);
}

function change(context: ServerContext, exchange: Exchange): void {
  const options = readWriteOptions(exchange);
  const current = findPod(context, exchange);
  const wanted = readPodChange(exchange, current, options);
  decodeList(context, exchange, wanted, current, options);
  requireVersion(current, wanted.pod);
  requireUid(context, current, wanted);
  const updated = keepOnlyList(current, wanted.pod);
  updated.spec.ephemeralContainers = judgeUpdate(context, current, updated);
  if (updated.spec.ephemeralContainers.length === 0) delete updated.spec.ephemeralContainers;
  if (equals(updated.spec, current.spec)) {
    exchange.send(200, current);
    return;
  }
  judgePodSecurity(context, exchange, current, updated);
  finish(updated, current, wanted, options);
  if (options.dryRun) {
    exchange.send(200, updated);
    return;
  }
  const { namespace, name } = exchange.info;
  const stored = context.store.update({ resource: 'pods', namespace, name }, (pod) => {
    pod['spec'] = updated.spec;
    pod.metadata = updated.metadata;
  });
  exchange.send(200, stored);
}

function finish(updated: PodObject, current: PodObject, wanted: PodChange, options: WriteOptions): void {
  updated.metadata.generation = (current.metadata.generation ?? 1) + 1;
  if (wanted.kind === 'apply') {
    const { managedFields } = wanted.pod.metadata;
    if (managedFields !== undefined) updated.metadata.managedFields = managedFields;
    return;
  }
  ownChanges(current, updated, { name: options.fieldManager, operation: 'Update' }, timestamp());
}

function requireUid(context: ServerContext, current: PodObject, wanted: PodChange): void {
  const uid = wanted.pod.metadata?.uid;
  if (uid === undefined || uid === '' || uid === current.metadata.uid) return;
  const { name } = current.metadata;
  if (wanted.kind === 'put') {
    const where = `Key: /registry/pods/${current.metadata.namespace}/${name}, ResourceVersion: 0`;
    const both = `UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`;
    const text = `StorageError: invalid object, Code: 4, ${where}, AdditionalErrorMsg: Precondition failed: ${both}`;
    throw conflict('pods', name, text);
  }
  const cause = {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(uid)}: field is immutable`,
    field: 'metadata.uid',
  };
  // up to 1.36 the update of the metadata was judged twice
  throw invalid('Pod', name, minorNumber(context.minor) >= 37 ? [cause] : [cause, cause]);
}

/** Only the list is taken over: everything else of the Pod stays as it was. */
function keepOnlyList(current: PodObject, wanted: PodObject): PodObject {
  const updated = copy(current);
  const list = isObject(wanted.spec) ? wanted.spec.ephemeralContainers : undefined;
  updated.spec.ephemeralContainers = copy(list ?? []);
  return updated;
}
