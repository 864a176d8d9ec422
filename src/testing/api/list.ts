import { badRequest, expired } from '../model/errors.js';
import { isObject } from '../model/json.js';
import type { ApiObject } from '../model/objects.js';
import type { Resource } from '../model/store.js';
import type { ServerContext } from './context.js';
import { type ListOptions, readListOptions } from './list-options.js';
import type { RequestScope } from './request-scope.js';
import { readVersion, requireKnownVersion } from './resource-version.js';
import { readSelector } from './selectors.js';

export const kinds = { pods: 'Pod', events: 'Event', namespaces: 'Namespace' } as const;

/** Answers what is selected: all of it, or a page. */
export function sendList(context: ServerContext, scope: RequestScope): void {
  const resource = scope.info.resource as Resource;
  const query = scope.url.searchParams;
  const options = readListOptions(query);
  const matches = readSelector(query, resource);
  const namespace = resource === 'namespaces' ? undefined : scope.info.namespace || undefined;
  if (scope.fault?.kind === 'gone') throw tooOld();
  const { objects, version } = readObjects(context, namespace, resource, options);
  const selected = objects.filter(matches);
  // what is read from the cache comes whole
  const limit = options.resourceVersion === '0' ? 0 : options.limit;
  const page = limit > 0 ? selected.slice(0, limit) : selected;
  const last = page.length < selected.length ? page.at(-1) : undefined;
  scope.send(200, {
    kind: `${kinds[resource]}List`,
    apiVersion: 'v1',
    metadata: {
      resourceVersion: String(version),
      ...(last === undefined ? {} : { continue: writeToken({ version, after: keyOf(last) }) }),
    },
    // items of a list do not name their type, as the server does not
    items: page.map(({ kind: _kind, apiVersion: _apiVersion, ...item }) => item),
  });
}

/** Everything there is or was, in the order of their keys, from where the list goes on. */
function readObjects(
  { store }: ServerContext,
  namespace: string | undefined,
  resource: Resource,
  { resourceVersion, limit, continueToken }: ListOptions,
): { readonly objects: readonly ApiObject[]; readonly version: number } {
  if (continueToken !== '') {
    const { version, after } = readToken(continueToken);
    const objects = store.listAt(resource, namespace, version);
    if (objects === undefined) throw tooOld();
    return { objects: objects.filter((object) => keyOf(object) > after), version };
  }
  requireKnownVersion(store, resourceVersion, 400);
  const version = readVersion(resourceVersion, 400);
  if (limit === 0 || version === 0) {
    return { objects: store.list(resource, namespace), version: store.version() };
  }
  const objects = store.listAt(resource, namespace, version);
  if (objects === undefined) throw tooOld();
  return { objects, version };
}

function tooOld(): Error {
  return expired('The resourceVersion for the provided list is too old.');
}

/** Where a list goes on: after a key, as of a version. */
interface ContinueToken {
  readonly version: number;
  readonly after: string;
}

function writeToken(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(text: string): ContinueToken {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
    const { version, after } = isObject(token) ? token : {};
    if (typeof version === 'number' && typeof after === 'string') return { version, after };
  } catch {}
  throw badRequest('invalid continue token: continue key is not valid');
}

function keyOf({ metadata }: ApiObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
