import { alreadyExists, type Cause, forbidden, notFound } from '../model/errors.js';
import { copy, equals, isObject, type JsonObject } from '../model/json.js';
import type { ApiObject, ObjectMeta } from '../model/objects.js';
import { type Key, timestamp } from '../model/store.js';
import { ownChanges } from '../patch/managed-fields.js';
import { minorNumber, type ServerContext } from './context.js';
import { decodeChange } from './decode-change.js';
import { readDeleteRequest, requirePreconditions } from './delete-options.js';
import { kinds } from './list.js';
import { completeNewObject } from './new-object.js';
import { readObject } from './read-body.js';
import { readChange } from './read-change.js';
import { readWriteOptions } from './request-options.js';
import type { RequestScope } from './request-scope.js';
import { requireNamespace, requireNoVersion, requireSameObject, requireVersion } from './requirements.js';
import { requireMetadata } from './validate-metadata.js';
import { validateNamespace } from './validate-namespace.js';

type Other = 'events' | 'namespaces';

/** Creates a namespace or an event. */
export function createObject(context: ServerContext, scope: RequestScope, resource: Other): void {
  const options = readWriteOptions(scope);
  const type = kinds[resource];
  const changed = { type, minor: minorNumber(context.minor), subresource: '' };
  const given = decodeChange(scope, readObject(scope, changed), changed, options);
  requireNoVersion(given);
  const metadata = (isObject(given['metadata']) ? given['metadata'] : {}) as object as Partial<ObjectMeta>;
  const object = resource === 'events' ? newEvent(given, metadata, scope) : newNamespace(given, metadata);
  const { name } = object.metadata;
  ownChanges(
    undefined,
    object,
    type,
    { name: options.fieldManager, operation: 'Update', subresource: '' },
    timestamp(),
  );
  requireMetadata(type, object.metadata, changed.minor, resource === 'events' ? checkEvent(object) : []);
  if (resource === 'namespaces') validateNamespace(context, scope, undefined, object);
  const { namespace } = object.metadata;
  if (
    namespace !== undefined &&
    context.store.get({ resource: 'namespaces', name: namespace }) === undefined
  ) {
    throw notFound('namespaces', namespace);
  }
  if (context.store.get(keyOf(resource, object.metadata)) !== undefined) throw alreadyExists(resource, name);
  scope.send(201, options.dryRun ? object : context.store.create(resource, object));
}

function newNamespace(given: JsonObject, metadata: Partial<ObjectMeta>): ApiObject {
  const complete = completeNewObject(metadata);
  const labels = { ...complete.labels, 'kubernetes.io/metadata.name': complete.name };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...complete, labels },
    spec: { finalizers: ['kubernetes'], ...(isObject(given['spec']) ? given['spec'] : {}) },
    status: { phase: 'Active' },
  };
}

function newEvent(given: JsonObject, metadata: Partial<ObjectMeta>, scope: RequestScope): ApiObject {
  const { namespace } = scope.info;
  requireNamespace(namespace, metadata.namespace);
  return {
    involvedObject: {},
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: null,
    reportingComponent: '',
    reportingInstance: '',
    ...given,
    apiVersion: 'v1',
    kind: 'Event',
    metadata: completeNewObject({ ...metadata, namespace }),
  };
}

/** Source: kubernetes v1.37 pkg/apis/core/validation/events.go ValidateEventCreate */
function checkEvent({ metadata, involvedObject }: ApiObject): Cause[] {
  const { namespace = '' } = isObject(involvedObject) ? involvedObject : {};
  if (namespace === metadata.namespace || (namespace === '' && metadata.namespace === 'default')) return [];
  const message = `Invalid value: ${JSON.stringify(namespace)}: does not match event.namespace`;
  return [{ reason: 'FieldValueInvalid', message, field: 'involvedObject.namespace' }];
}

/** Source: kubernetes v1.37 apiserver pkg/admission/plugin/namespace/lifecycle/admission.go NewLifecycle */
const undeletable: readonly string[] = ['default', 'kube-public', 'kube-system'];

/** An event goes at once, a namespace with all that is in it. */
export function deleteObject(context: ServerContext, scope: RequestScope, resource: Other): void {
  const { namespace, name } = scope.info;
  const request = readDeleteRequest(scope);
  const key = keyOf(resource, { name, namespace });
  const object = context.store.get(key);
  if (object === undefined) throw notFound(resource, name);
  requirePreconditions(request, object, kinds[resource]);
  const { dryRun } = request;
  if (resource === 'events') {
    if (!dryRun) context.store.remove(key);
    const details = { name, kind: resource, uid: object.metadata.uid };
    scope.send(200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
    return;
  }
  if (undeletable.includes(name)) throw forbidden(resource, name, 'this namespace may not be deleted');
  scope.send(200, {
    ...object,
    metadata: { ...object.metadata, deletionTimestamp: timestamp() },
    status: { phase: 'Terminating' },
  });
  if (dryRun) return;
  for (const inside of ['pods', 'events'] as const) {
    for (const { metadata } of context.store.list(inside, name))
      context.store.remove(keyOf(inside, metadata));
  }
  context.store.remove(key);
}

/** PATCH of a namespace: its metadata, of which Pod Security reads the labels. */
export function patchNamespace(context: ServerContext, scope: RequestScope): void {
  const options = readWriteOptions(scope);
  const { name } = scope.info;
  const key = { resource: 'namespaces', name } as const;
  const current = context.store.get(key);
  if (current === undefined) throw notFound('namespaces', name);
  const changed = { type: 'Namespace', minor: minorNumber(context.minor), subresource: '' };
  const change = readChange(scope, current, changed, options);
  const wanted = decodeChange(scope, change, changed, options) as object as ApiObject;
  requireSameObject({ ...scope, info: { ...scope.info, namespace: '' } }, wanted as object as JsonObject);
  requireVersion('namespaces', current, wanted.metadata.resourceVersion);
  if (change.kind !== 'apply') {
    const manager = { name: options.fieldManager, operation: 'Update', subresource: '' } as const;
    ownChanges(current, wanted, 'Namespace', manager, timestamp());
  }
  requireMetadata('Namespace', wanted.metadata, changed.minor);
  validateNamespace(context, scope, current, wanted);
  const { labels, annotations, managedFields } = wanted.metadata;
  const updated = copy(current);
  updated.metadata = {
    ...current.metadata,
    labels: { ...labels, 'kubernetes.io/metadata.name': name },
    ...(annotations === undefined ? {} : { annotations }),
    ...(managedFields === undefined ? {} : { managedFields }),
  };
  if (options.dryRun || equals(updated, current)) scope.send(200, updated);
  else
    scope.send(
      200,
      context.store.update(key, (object) => Object.assign(object, updated)),
    );
}

function keyOf(resource: Other | 'pods', { name, namespace }: Pick<ObjectMeta, 'name' | 'namespace'>): Key {
  return { resource, name, ...(resource === 'namespaces' ? {} : { namespace }) };
}
