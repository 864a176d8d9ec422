import { notFound } from '../model/errors.js';
import type { Resource } from '../model/store.js';
import type { ServerContext } from './context.js';
import type { RequestScope } from './request-scope.js';
import { requireKnownVersion } from './resource-version.js';

/** GET of one object; of a Pod's subresource, the Pod. */
export function sendObject({ store }: ServerContext, scope: RequestScope): void {
  const { name, namespace } = scope.info;
  const resource = scope.info.resource as Resource;
  requireKnownVersion(store, scope.url.searchParams.get('resourceVersion') ?? '', 500);
  const object = store.get({ resource, name, ...(resource === 'namespaces' ? {} : { namespace }) });
  if (object === undefined) throw notFound(resource, name);
  scope.send(200, object);
}
