import type { ServerContext } from './context.js';
import { badRequest } from './errors.js';
import type { Exchange } from './exchange.js';
import { readSelector } from './selectors.js';
import type { Resource } from './store.js';

export const kinds = { pods: 'Pod', events: 'Event', namespaces: 'Namespace' } as const;

/** Answers everything that is selected, in one page. */
export function sendList(context: ServerContext, exchange: Exchange, resource: Resource): void {
  const query = exchange.url.searchParams;
  const selects = readSelector(query, resource);
  const version = query.get('resourceVersion') ?? '';
  if (!/^[0-9]*$/.test(version)) {
    throw badRequest(`invalid resource version: ${describeVersion(version)}`);
  }
  const namespace = resource === 'namespaces' ? undefined : exchange.info.namespace || undefined;
  const items = context.store.list(resource, namespace).filter(selects);
  exchange.send(200, {
    kind: `${kinds[resource]}List`,
    apiVersion: 'v1',
    metadata: { resourceVersion: String(context.store.version()) },
    // items of a list do not name their type, as the server does not
    items: items.map(({ kind: _kind, apiVersion: _apiVersion, ...item }) => item),
  });
}

export function describeVersion(version: string): string {
  const quoted = JSON.stringify(version);
  return `resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax`;
}
