import { ApiError, methodNotAllowed, unknownPath } from '../model/errors.js';
import type { RequestInfo } from './request-info.js';
import { type ServedResource, servedBy } from './served-resources.js';

/** What the server has under a path. */
export interface Route {
  /** Any, if it does not say. */
  readonly methods?: readonly string[];
  /** The content types it takes for a method; any, if it does not say. */
  readonly consumes?: readonly string[];
  /** What it can answer with. */
  readonly produces: readonly string[];
  /** What else than the object it can answer with: a table, or metadata only; without, nobody asks. */
  readonly transforms?: 'all' | 'metadata' | 'discovery';
  /** Whether it answers in text, whatever is asked for. */
  readonly isText?: true;
}

const objects = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];
const streams = ['application/json;stream=watch', 'application/vnd.kubernetes.protobuf;stream=watch'];

const patchTypes = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
];

const anything: Route = { produces: ['*/*'] };

/**
 * Finds what serves a request; throws 404, 405 or 415 where nothing does, in this order.
 *
 * Source: go-restful v3 curly.go, jsr311.go detectRoute
 */
export function findRoute(method: string, info: RequestInfo, contentType: string, minor: number): Route {
  const route =
    info.resource === '' ? findPathRoute(info.path, minor) : findResourceRoute(info, method, minor);
  if (route === undefined) throw isApiPath(info.path, minor) ? unknownPath() : new PageNotFound();
  if (route.methods?.includes(method) === false) throw methodNotAllowed();
  if (route.consumes?.includes(contentType) === false) {
    throw new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  }
  return route;
}

/** What is no API at all is answered in plain text. */
export class PageNotFound extends Error {}

function findPathRoute(path: string, minor: number): Route | undefined {
  const [first = '', group = '', version = ''] = path.split('/').filter((part) => part !== '');
  const depth = path.split('/').filter((part) => part !== '').length;
  if (path === '/version') return { methods: ['GET'], produces: ['application/json'] };
  if (/^\/(healthz|livez|readyz|openapi\/v[23](\/.*)?)?$/.test(path)) return anything;
  const isDiscovery =
    (first === 'api' && (depth === 1 || (depth === 2 && group === 'v1'))) ||
    (first === 'apis' &&
      (depth === 1 || (hasGroup(group, minor) && (depth === 2 || (depth === 3 && version === 'v1')))));
  if (!isDiscovery) return undefined;
  // the two that tell of everything are negotiated by their handlers alone, and that of groups looks at no method
  if (depth === 1) {
    return { ...(first === 'api' ? { methods: ['GET'] } : {}), produces: ['*/*'], transforms: 'discovery' };
  }
  return { methods: ['GET'], produces: objects, transforms: 'discovery' };
}

function findResourceRoute(info: RequestInfo, method: string, minor: number): Route | undefined {
  const { group, version, subresource, namespace, name } = info;
  // the name of a namespace is its own namespace to authorization
  const isNamespace = group === '' && info.resource === 'namespaces';
  const full = subresource === '' ? info.resource : `${info.resource}/${subresource}`;
  const resource = servedBy(minor).find(
    (served) => served.group === group && served.version === version && served.name === full,
  );
  if (resource === undefined) return undefined;
  const isScoped = isNamespace || (namespace !== '') === resource.namespaced;
  if (name === '') return findCollection(resource, isScoped);
  if (!isScoped) return undefined;
  return { ...findObject(resource), ...(method === 'PATCH' ? { consumes: patchTypes } : {}) };
}

function findCollection({ namespaced, verbs }: ServedResource, isScoped: boolean): Route | undefined {
  if (!isScoped && !namespaced) return undefined;
  const methods = [
    ...(verbs.includes('list') ? ['GET'] : []),
    ...(isScoped && verbs.includes('create') ? ['POST'] : []),
  ];
  const produces = verbs.includes('watch') ? [...objects, ...streams] : objects;
  return { methods, produces, transforms: 'all' };
}

function findObject({ name, verbs }: ServedResource): Route {
  const methodOf: Readonly<Record<string, string>> = {
    create: 'POST',
    delete: 'DELETE',
    get: 'GET',
    patch: 'PATCH',
    update: 'PUT',
  };
  const isSubresource = name.includes('/');
  const methods = Object.entries(methodOf)
    .filter(([verb]) => verbs.includes(verb) && (isSubresource || verb !== 'create'))
    .map(([, method]) => method);
  if (name === 'pods/attach' || name === 'pods/exec') return { methods, produces: ['*/*'] };
  if (name === 'pods/log') {
    return { methods, produces: ['text/plain', ...objects], transforms: 'metadata', isText: true };
  }
  return { methods, produces: objects, transforms: isSubresource ? 'metadata' : 'all' };
}

function hasGroup(group: string, minor: number): boolean {
  return servedBy(minor).some((served) => served.group === group);
}

/** Whether the path belongs to a group that the server has. */
function isApiPath(path: string, minor: number): boolean {
  const [first = '', group = ''] = path.split('/').filter((part) => part !== '');
  return first === 'api' || (first === 'apis' && hasGroup(group, minor));
}
