import { sendLog } from '../streams/log.js';
import { sendAccessReview, sendRulesReview } from './access-review.js';
import type { ServerContext } from './context.js';
import { sendDiscovery } from './discovery.js';
import { handleEphemeralContainers } from './ephemeral-containers.js';
import { badRequest, methodNotAllowed, notFound, unknownPath } from './errors.js';
import type { Exchange } from './exchange.js';
import { sendList } from './list.js';
import { createPod, deletePod, findPod, updatePod } from './pods.js';
import { sendWatch } from './watch.js';

/** Finds what serves a request, and has it served. */
export async function handle(context: ServerContext, exchange: Exchange): Promise<void> {
  const { resource, group, version } = exchange.info;
  if (resource === '') {
    if (!sendDiscovery(context, exchange)) throw unknownPath();
    return;
  }
  if (group === 'authorization.k8s.io' && exchange.method === 'POST') {
    if (resource === 'selfsubjectaccessreviews') return sendAccessReview(exchange);
    if (resource === 'selfsubjectrulesreviews') return sendRulesReview(exchange);
  }
  if (group !== '' || version !== 'v1') throw unknownPath();
  if (resource === 'pods') return handlePods(context, exchange);
  if (resource === 'namespaces' || resource === 'events') return handleReading(context, exchange, resource);
  throw unknownPath();
}

async function handlePods(context: ServerContext, exchange: Exchange): Promise<void> {
  const { verb, name, subresource } = exchange.info;
  if (subresource === 'ephemeralcontainers') return handleEphemeralContainers(context, exchange);
  if (subresource === 'log') {
    if (exchange.method !== 'GET') throw methodNotAllowed();
    return sendLog(context, exchange);
  }
  if (subresource === 'attach') {
    findPod(context, exchange);
    throw badRequest('Upgrade request required');
  }
  if (subresource !== '') throw unknownPath();
  switch (verb) {
    case 'create':
      return createPod(context, exchange);
    case 'delete':
      return deletePod(context, exchange);
    case 'get':
      return exchange.send(200, findPod(context, exchange));
    case 'patch':
    case 'update':
      return updatePod(context, exchange);
    case 'list':
      return sendList(context, exchange, 'pods');
    case 'watch':
      return sendWatch(context, exchange, 'pods');
    default:
      throw name === '' ? methodNotAllowed() : unknownPath();
  }
}

async function handleReading(
  context: ServerContext,
  exchange: Exchange,
  resource: 'namespaces' | 'events',
): Promise<void> {
  const { verb, name, namespace } = exchange.info;
  if (verb === 'watch') return sendWatch(context, exchange, resource);
  const wanted = resource === 'namespaces' ? namespace : name;
  if (verb === 'list' && wanted === '') return sendList(context, exchange, resource);
  if (exchange.method !== 'GET') throw methodNotAllowed();
  const key = { resource, name: wanted, ...(resource === 'events' ? { namespace } : {}) };
  const object = context.store.get(key);
  if (object === undefined) throw notFound(resource, wanted);
  exchange.send(200, object);
}
