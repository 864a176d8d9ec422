import { ApiError, badRequest, expired } from '../model/errors.js';
import type { ApiObject } from '../model/objects.js';
import type { Resource } from '../model/store.js';
import { minorNumber, type ServerContext } from './context.js';
import { readContinueToken, writeContinueToken } from './continue-token.js';
import { type ListOptions, readListOptions } from './list-options.js';
import type { RequestScope } from './request-scope.js';
import { readVersion, requireKnownVersion } from './resource-version.js';
import { readSelector, type Selector } from './selectors.js';

export const kinds = { pods: 'Pod', events: 'Event', namespaces: 'Namespace' } as const;

/** Answers what is selected: all of it, or a page. */
export function sendList(context: ServerContext, scope: RequestScope, resource: Resource): void {
  const query = scope.url.searchParams;
  const minor = minorNumber(context.minor);
  const options = readListOptions(query, false, minor);
  const selector = readSelector(query, resource, minor);
  const namespace = resource === 'namespaces' ? undefined : scope.info.namespace || undefined;
  if (scope.fault?.kind === 'gone') throw tooOldToList();
  const { objects, version } = readObjects(context, namespace, resource, options);
  // what is read from the cache comes whole
  const limit = options.resourceVersion === '0' ? 0 : options.limit;
  const { page, metadata } = cutPage(objects, version, selector, limit, namespace);
  scope.send(200, {
    kind: `${kinds[resource]}List`,
    apiVersion: 'v1',
    metadata,
    // items of a list do not name their type, as the server does not
    items: page.map(({ kind: _kind, apiVersion: _apiVersion, ...item }) => item),
  });
}

interface Snapshot {
  readonly objects: readonly ApiObject[];
  readonly version: number;
}

/** Everything there is or was, in the order of their keys, from where the list goes on. */
function readObjects(
  { store }: ServerContext,
  namespace: string | undefined,
  resource: Resource,
  { resourceVersion, match, limit, continueToken }: ListOptions,
): Snapshot {
  if (continueToken !== '') {
    const token = readContinueToken(continueToken);
    if (resourceVersion !== '' && resourceVersion !== '0') {
      throw badRequest('specifying resource version is not allowed when using continue');
    }
    const version = token.version < 0 ? store.version() : token.version;
    const objects = store.listAt(resource, namespace, version);
    if (objects === undefined) throw tooOldToContinue(token.startKey);
    return { objects: objects.filter((object) => keyOf(object, namespace) >= token.startKey), version };
  }
  requireKnownVersion(store, resourceVersion, 400);
  const version = readVersion(resourceVersion, 400);
  const isExact = match === 'Exact' || (match === '' && limit > 0 && version > 0);
  if (!isExact) return { objects: store.list(resource, namespace), version: store.version() };
  const objects = store.listAt(resource, namespace, version);
  if (objects === undefined) throw tooOldToList();
  return { objects, version };
}

function tooOldToList(): ApiError {
  return expired('The resourceVersion for the provided list is too old.');
}

function cutPage(
  objects: readonly ApiObject[],
  version: number,
  selector: Selector,
  limit: number,
  namespace: string | undefined,
): { page: readonly ApiObject[]; metadata: object } {
  const selected = objects.filter(selector.matches);
  const resourceVersion = String(version);
  const page = limit > 0 ? selected.slice(0, limit) : selected;
  const last = page.at(-1);
  if (last === undefined || page.length === selected.length) return { page, metadata: { resourceVersion } };
  return {
    page,
    metadata: {
      resourceVersion,
      continue: writeContinueToken({ version, startKey: `${keyOf(last, namespace)}\0` }),
      ...(selector.isEverything ? { remainingItemCount: selected.length - page.length } : {}),
    },
  };
}

/** The key below the prefix of the list: a namespace's own lists leave it out. */
function keyOf({ metadata }: ApiObject, namespace: string | undefined): string {
  return namespace === undefined && metadata.namespace !== undefined
    ? `${metadata.namespace}/${metadata.name}`
    : metadata.name;
}

/** Source: kubernetes v1.37 apiserver pkg/storage/etcd3/errors.go handleCompactedErrorForPaging */
function tooOldToContinue(startKey: string): ApiError {
  const text =
    'The provided continue parameter is too old to display a consistent list result. You can start a new ' +
    'list without the continue parameter, or use the continue token in this response to retrieve the ' +
    'remainder of the results. Continuing with the provided token results in an inconsistent list - ' +
    'objects that were created, modified, or deleted between the time the first chunk was returned and ' +
    'now may show up in the list.';
  const error = new ApiError(410, 'Expired', text);
  Object.assign(error.status, { metadata: { continue: writeContinueToken({ version: -1, startKey }) } });
  return error;
}
