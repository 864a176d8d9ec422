import { notFound } from '../model/errors.js';
import type { PodObject } from '../model/objects.js';
import type { ServerContext } from './context.js';
import type { RequestScope } from './request-scope.js';

/** The Pod that a request names; throws 404. */
export function findPod(context: ServerContext, scope: RequestScope): PodObject {
  const { namespace, name } = scope.info;
  const pod = context.store.get({ resource: 'pods', namespace, name });
  if (pod === undefined) throw notFound('pods', name);
  return pod as PodObject;
}
