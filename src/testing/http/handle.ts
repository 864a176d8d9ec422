import { sendAccessReview, sendRulesReview, sendSelfReview } from '../api/access-review.js';
import type { ServerContext } from '../api/context.js';
import { createPod } from '../api/create-pod.js';
import { deletePod } from '../api/delete-pod.js';
import { sendDiscovery } from '../api/discovery.js';
import { changeEphemeralContainers } from '../api/ephemeral-containers.js';
import { findPod } from '../api/find-pod.js';
import { sendList } from '../api/list.js';
import { createObject, deleteObject, patchNamespace } from '../api/other-objects.js';
import type { Exchange } from '../api/request-scope.js';
import { requireKnownVersion } from '../api/resource-version.js';
import { updatePod } from '../api/update-pod.js';
import { sendWatch } from '../api/watch.js';
import { notFound, unknownPath } from '../model/errors.js';
import type { Resource } from '../model/store.js';
import { sendLog } from '../streams/log.js';
import { refuseUnupgraded } from '../streams/refuse-unupgraded.js';

/** Has a request served that a route was found for. */
export async function handle(context: ServerContext, exchange: Exchange): Promise<void> {
  const { resource, subresource } = exchange.info;
  switch (resource) {
    case '':
      return sendDiscovery(context, exchange);
    case 'selfsubjectaccessreviews':
      return sendAccessReview(exchange);
    case 'selfsubjectrulesreviews':
      return sendRulesReview(exchange);
    case 'selfsubjectreviews':
      return sendSelfReview(exchange);
    case 'pods':
      return subresource === '' ? handlePods(context, exchange) : handleSubresource(context, exchange);
    case 'events':
    case 'namespaces':
      return handleOthers(context, exchange, resource);
    default:
      throw unknownPath();
  }
}

async function handleSubresource(context: ServerContext, exchange: Exchange): Promise<void> {
  switch (exchange.info.subresource) {
    case 'ephemeralcontainers':
      if (exchange.method === 'GET') return readObject(context, exchange, 'pods');
      return changeEphemeralContainers(context, exchange);
    case 'status':
      return readObject(context, exchange, 'pods');
    case 'log':
      return sendLog(context, exchange);
    default:
      return refuseUnupgraded(context, exchange);
  }
}

async function handlePods(context: ServerContext, exchange: Exchange): Promise<void> {
  switch (exchange.method) {
    case 'POST':
      return createPod(context, exchange);
    case 'DELETE':
      return deletePod(context, exchange);
    case 'GET':
      return read(context, exchange, 'pods');
    default:
      return updatePod(context, exchange);
  }
}

async function handleOthers(
  context: ServerContext,
  exchange: Exchange,
  resource: 'events' | 'namespaces',
): Promise<void> {
  switch (exchange.method) {
    case 'POST':
      return createObject(context, exchange, resource);
    case 'DELETE':
      return deleteObject(context, exchange, resource);
    case 'GET':
      return read(context, exchange, resource);
    default:
      return patchNamespace(context, exchange);
  }
}

async function read(context: ServerContext, exchange: Exchange, resource: Resource): Promise<void> {
  if (exchange.info.name !== '') return readObject(context, exchange, resource);
  if (exchange.info.verb === 'watch') return sendWatch(context, exchange, resource);
  return sendList(context, exchange, resource);
}

function readObject(context: ServerContext, exchange: Exchange, resource: Resource): void {
  const { namespace, name } = exchange.info;
  const query = exchange.url.searchParams;
  requireKnownVersion(context.store, query.get('resourceVersion') ?? '', 500);
  if (resource === 'pods') {
    exchange.send(200, findPod(context, exchange));
    return;
  }
  const object = context.store.get({ resource, name, ...(resource === 'events' ? { namespace } : {}) });
  if (object === undefined) throw notFound(resource, name);
  exchange.send(200, object);
}
