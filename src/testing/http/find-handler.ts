import type { RequestScope } from '../api/request-scope.js';
import { ApiError, methodNotAllowed, TextFailure, unknownPath } from '../model/errors.js';
import { findPage } from './discovery.js';
import { type Handler, servedBy } from './resources.js';

/** Finds what serves a request; throws 404, 405 or 415 where nothing does, in this order. */
export function findHandler(scope: RequestScope, minor: number): Handler {
  const { info, method } = scope;
  if (info.resource === '') {
    const page = findPage(info.path, minor);
    if (page === undefined) throw /^\/apis?\//.test(info.path) ? unknownPath() : pageNotFound();
    if (method !== 'GET') throw methodNotAllowed();
    return () => scope.send(200, page);
  }
  const full = info.subresource === '' ? info.resource : `${info.resource}/${info.subresource}`;
  const resource = servedBy(minor).find(({ group, name }) => group === info.group && name === full);
  if (resource === undefined || info.version !== 'v1') throw unknownPath();
  // the name of a namespace is its own namespace to authorization
  const isScoped = full === 'namespaces' || resource.namespaced === (info.namespace !== '');
  if (!isScoped && (info.name !== '' || !resource.namespaced)) throw unknownPath();
  const handler = resource.handlers[info.verb];
  // only a subresource is created below a name, and nothing in all namespaces
  const isCreatable = isScoped && (info.name === '' || info.subresource !== '');
  if (handler === undefined || (info.verb === 'create' && !isCreatable)) throw methodNotAllowed();
  if (method === 'PATCH') requirePatchType(scope.headers['content-type'] ?? '');
  if (info.subresource === '' || info.subresource === 'ephemeralcontainers') requireJson(scope);
  return (context) => handler(context, scope);
}

const patchTypes = ['strategic-merge-patch+json', 'merge-patch+json', 'json-patch+json', 'apply-patch+yaml'];

function pageNotFound(): TextFailure {
  return new TextFailure(404, '404 page not found\n');
}

function requirePatchType(contentType: string): void {
  const type = contentType.split(';')[0]?.trim() ?? '';
  if (patchTypes.some((known) => type === `application/${known}`)) return;
  throw new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
}

/** All that is written here is JSON: a table or protobuf is answered with the object, which clients take too. */
function requireJson({ headers: { accept = '' } }: RequestScope): void {
  const accepted = accept.split(',').map((type) => type.split(';')[0]?.trim() ?? '');
  if (accepted.some((type) => ['', '*/*', 'application/*', 'application/json'].includes(type))) return;
  const text = '406: Not Acceptable\n\nAvailable representations: application/json';
  throw new ApiError(406, 'NotAcceptable', text, {});
}
