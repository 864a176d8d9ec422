import type { RequestScope } from './request-scope.js';
import { PageNotFound } from './routes.js';
import { servedBy } from './served-resources.js';

/**
 * Of the OpenAPI documents only what kubectl looks for before it creates or applies: which kinds a
 * patch takes `fieldValidation` for. There are no schemas in them.
 */
export function sendOpenApi(scope: RequestScope, minor: number): void {
  const path = scope.info.path.replace(/\/$/, '');
  if (path === '/openapi/v3') {
    scope.send(200, { paths: { 'api/v1': { serverRelativeURL: '/openapi/v3/api/v1?hash=0' } } });
    return;
  }
  if (path !== '/openapi/v3/api/v1') throw new PageNotFound();
  const patched = servedBy(minor).filter(
    ({ group, name, verbs }) => group === '' && verbs.includes('patch') && !name.includes('/'),
  );
  const paths = patched.map(({ name, kind, namespaced }) => [
    `/api/v1/${namespaced ? 'namespaces/{namespace}/' : ''}${name}/{name}`,
    {
      patch: {
        parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((parameter) => ({
          name: parameter,
          in: 'query',
          schema: { type: 'string' },
        })),
        responses: { 200: { description: 'OK' } },
        'x-kubernetes-action': 'patch',
        'x-kubernetes-group-version-kind': { group: '', kind, version: 'v1' },
      },
    },
  ]);
  scope.send(200, {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: `v1.${minor}.0` },
    paths: Object.fromEntries(paths),
  });
}
