import type { ClientContext } from './context.js';
import { isClientError } from './errors/guards.js';
import type { PodKey } from './pod-ref.js';
import type { Scope } from './scope.js';
import { requestJson } from './transport/answer.js';

/** Something the client does, and whether the user may. */
export interface Permission {
  readonly purpose: 'add' | 'read' | 'wait' | 'events' | 'attach' | 'logs';
  readonly verb: string;
  readonly resource: string;
  readonly subresource: string;
  /** Undefined where the server would not say. */
  readonly allowed: boolean | undefined;
  readonly reason: string;
}

/** Attaching needs `get` everywhere, and from 1.35 `create` too (AuthorizePodWebsocketUpgradeCreatePermission). */
const needed = [
  ['add', 'patch', 'pods', 'ephemeralcontainers'],
  ['read', 'get', 'pods', ''],
  ['wait', 'list', 'pods', ''],
  ['wait', 'watch', 'pods', ''],
  ['events', 'list', 'events', ''],
  ['events', 'watch', 'events', ''],
  ['attach', 'get', 'pods', 'attach'],
  ['attach', 'create', 'pods', 'attach'],
  ['logs', 'get', 'pods', 'log'],
] as const;

interface Review {
  readonly status?: { readonly allowed?: boolean; readonly reason?: string };
}

export async function readPermissions(
  context: ClientContext,
  podKey: PodKey,
  scope: Scope,
): Promise<Permission[]> {
  const minor = Number((await context.minor(scope)).slice(2));
  const asked = needed.filter(([purpose, verb]) => purpose !== 'attach' || verb !== 'create' || minor >= 35);
  return Promise.all(
    asked.map(async ([purpose, verb, resource, subresource]) => {
      const permission = { purpose, verb, resource, subresource };
      try {
        const { value } = await review(context, podKey, permission, scope);
        return { ...permission, allowed: value.status?.allowed === true, reason: value.status?.reason ?? '' };
      } catch (error) {
        if (scope.signal.aborted || !isClientError(error)) throw error;
        return { ...permission, allowed: undefined, reason: error.message };
      }
    }),
  );
}

function review(
  { transport }: ClientContext,
  { namespace, name }: PodKey,
  { verb, resource, subresource }: Pick<Permission, 'verb' | 'resource' | 'subresource'>,
  scope: Scope,
) {
  const named = resource === 'pods' ? { name } : {};
  const body = JSON.stringify({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {
      resourceAttributes: { namespace, verb, group: '', version: 'v1', resource, subresource, ...named },
    },
  });
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  return requestJson<Review>(transport, { method: 'POST', path, body }, { podName: name }, scope);
}
