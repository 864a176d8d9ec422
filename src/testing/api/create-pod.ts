import { alreadyExists, invalid, notFound } from '../model/errors.js';
import { isObject, type JsonObject } from '../model/json.js';
import type { ObjectMeta, PodObject } from '../model/objects.js';
import { timestamp } from '../model/store.js';
import { asJson, ownChanges } from '../patch/managed-fields.js';
import { minorNumber, type ServerContext } from './context.js';
import { decodeChange } from './decode-change.js';
import { completeNewObject } from './new-object.js';
import { admissionDefaults, completeSpec } from './pod-input.js';
import { enforcePodSecurity } from './pod-security.js';
import { qosClassOf } from './qos-class.js';
import { readObject } from './read-body.js';
import { readWriteOptions, type WriteOptions } from './request-options.js';
import type { RequestScope } from './request-scope.js';
import { requireNamespace, requireNoVersion } from './requirements.js';
import { requirePod } from './validate-pod.js';

export function createPod(context: ServerContext, scope: RequestScope): void {
  const options = readWriteOptions(scope);
  const changed = { type: 'Pod', minor: minorNumber(context.minor), subresource: '' };
  const given = decodeChange(scope, readObject(scope, changed), changed, options);
  requireNoVersion(given);
  const pod = readNewPod(given, scope.info.namespace);
  const manager = { name: options.fieldManager, operation: 'Update', subresource: '' } as const;
  ownChanges(undefined, pod, 'Pod', manager, timestamp());
  storeNewPod(context, scope, pod, options);
}

/** A Pod as it is decoded, with what the server puts in the place of what is not there. */
export function readNewPod(given: JsonObject, namespace: string): PodObject {
  const metadata = (isObject(given['metadata']) ? given['metadata'] : {}) as object as ObjectMeta;
  requireNamespace(namespace, metadata.namespace);
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: completeNewObject({ ...metadata, namespace }),
    spec: completeSpec((given['spec'] ?? { containers: [] }) as object as PodObject['spec']),
    status: {},
  };
}

/** Judges a new Pod, stores it and has the node start it. */
export function storeNewPod(
  context: ServerContext,
  scope: RequestScope,
  decoded: PodObject,
  { dryRun }: WriteOptions,
): void {
  const { namespace } = scope.info;
  const { name } = decoded.metadata;
  if (context.store.get({ resource: 'namespaces', name: namespace }) === undefined) {
    throw notFound('namespaces', namespace);
  }
  const pod: PodObject = {
    ...decoded,
    metadata: { ...decoded.metadata, generation: 1 },
    spec: { ...admissionDefaults(), ...decoded.spec },
    status: { phase: 'Pending', qosClass: qosClassOf(decoded.spec) },
  };
  refuseList(pod);
  requirePod(pod, minorNumber(context.minor));
  enforcePodSecurity(context, scope, undefined, pod);
  if (context.store.get({ resource: 'pods', namespace, name }) !== undefined)
    throw alreadyExists('pods', name);
  if (dryRun) {
    scope.send(201, pod);
    return;
  }
  const stored = context.store.create('pods', pod) as PodObject;
  context.kubelet.admit(stored);
  scope.send(201, stored);
}

function refuseList({ metadata, spec }: PodObject): void {
  if (asJson(spec)['ephemeralContainers'] === undefined) return;
  const message = 'Forbidden: cannot be set on create';
  throw invalid('Pod', metadata.name, [
    { reason: 'FieldValueForbidden', message, field: 'spec.ephemeralContainers' },
  ]);
}
