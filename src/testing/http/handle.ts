import { sendAccessReview, sendRulesReview, sendSelfReview } from '../api/access-review.js';
import type { ServerContext } from '../api/context.js';
import { createPod } from '../api/create-pod.js';
import { deletePod } from '../api/delete-pod.js';
import { sendDiscovery } from '../api/discovery.js';
import { changeEphemeralContainers } from '../api/ephemeral-containers.js';
import { findPod } from '../api/find-pod.js';
import { sendList } from '../api/list.js';
import { createObject, deleteObject, patchNamespace } from '../api/other-objects.js';
import type { RequestScope } from '../api/request-scope.js';
import { requireKnownVersion } from '../api/resource-version.js';
import { updatePod } from '../api/update-pod.js';
import { sendWatch } from '../api/watch.js';
import { notFound, unknownPath } from '../model/errors.js';
import type { Resource } from '../model/store.js';
import { sendLog } from '../streams/log.js';
import { refuseUnupgraded } from '../streams/refuse-unupgraded.js';

/** Has a request served that a route was found for. */
export async function handle(context: ServerContext, scope: RequestScope): Promise<void> {
  const { resource, subresource } = scope.info;
  switch (resource) {
    case '':
      return sendDiscovery(context, scope);
    case 'selfsubjectaccessreviews':
      return sendAccessReview(scope);
    case 'selfsubjectrulesreviews':
      return sendRulesReview(scope);
    case 'selfsubjectreviews':
      return sendSelfReview(scope);
    case 'pods':
      return subresource === '' ? handlePods(context, scope) : handleSubresource(context, scope);
    case 'events':
    case 'namespaces':
      return handleOthers(context, scope, resource);
    default:
      throw unknownPath();
  }
}

async function handleSubresource(context: ServerContext, scope: RequestScope): Promise<void> {
  switch (scope.info.subresource) {
    case 'ephemeralcontainers':
      if (scope.method === 'GET') return readObject(context, scope, 'pods');
      return changeEphemeralContainers(context, scope);
    case 'status':
      return readObject(context, scope, 'pods');
    case 'log':
      return sendLog(context, scope);
    default:
      return refuseUnupgraded(context, scope);
  }
}

async function handlePods(context: ServerContext, scope: RequestScope): Promise<void> {
  switch (scope.method) {
    case 'POST':
      return createPod(context, scope);
    case 'DELETE':
      return deletePod(context, scope);
    case 'GET':
      return read(context, scope, 'pods');
    default:
      return updatePod(context, scope);
  }
}

async function handleOthers(
  context: ServerContext,
  scope: RequestScope,
  resource: 'events' | 'namespaces',
): Promise<void> {
  switch (scope.method) {
    case 'POST':
      return createObject(context, scope, resource);
    case 'DELETE':
      return deleteObject(context, scope, resource);
    case 'GET':
      return read(context, scope, resource);
    default:
      return patchNamespace(context, scope);
  }
}

async function read(context: ServerContext, scope: RequestScope, resource: Resource): Promise<void> {
  if (scope.info.name !== '') return readObject(context, scope, resource);
  if (scope.info.verb === 'watch') return sendWatch(context, scope, resource);
  return sendList(context, scope, resource);
}

function readObject(context: ServerContext, scope: RequestScope, resource: Resource): void {
  const { namespace, name } = scope.info;
  const query = scope.url.searchParams;
  requireKnownVersion(context.store, query.get('resourceVersion') ?? '', 500);
  if (resource === 'pods') {
    scope.send(200, findPod(context, scope));
    return;
  }
  const object = context.store.get({ resource, name, ...(resource === 'events' ? { namespace } : {}) });
  if (object === undefined) throw notFound(resource, name);
  scope.send(200, object);
}
