import { authorize, isAllowed, type User } from '../api/authorization.js';
import { minorNumber, type ServerContext } from '../api/context.js';
import { badRequest, forbidden, internalError, notFound, unknownPath } from '../api/errors.js';
import { isTrue, type RequestInfo } from '../api/request-info.js';
import type { ContainerRun } from '../kubelet/run.js';
import type { PodObject } from '../objects.js';
import { findContainerRun } from './find-run.js';
import { NodeRefusal } from './node-refusal.js';

/** A container to attach to, or what the client is told of it once the upgrade is done. */
export interface PreparedAttach {
  readonly run: ContainerRun | undefined;
  readonly failure: object | undefined;
}

/**
 * What is judged before the upgrade; throws what it is refused with. From 1.30 to 1.35 the API
 * server upgrades first and tells on the error channel that the node refused; before and after, the
 * node answers the upgrade.
 *
 * Source: kubernetes v1.37 pkg/features TranslateStreamCloseWebsocketRequests, ExtendWebSocketsToKubelet
 */
export function prepareAttach(
  context: ServerContext,
  info: RequestInfo,
  url: URL,
  user: User,
  offered: ReadonlySet<string>,
): PreparedAttach {
  authorize(user, info);
  if (info.resource !== 'pods' || info.subresource !== 'attach') throw unknownPath();
  const minor = minorNumber(context.minor);
  // the gate AuthorizePodWebsocketUpgradeCreatePermission
  const { namespace, name } = info;
  // RBAC has no words for what it does not allow, and the server adds none
  if (minor >= 35 && !isAllowed(user, { ...info, verb: 'create' })) throw forbidden('pods', name, '');
  const pod = context.store.get({ resource: 'pods', namespace, name }) as PodObject | undefined;
  if (pod === undefined) throw notFound('pods', name);
  const found = findContainerRun(context, pod, url.searchParams.get('container') ?? '');
  if (pod.spec.nodeName === undefined || pod.spec.nodeName === '') {
    throw badRequest(`pod ${name} does not have a host assigned`);
  }
  if (!['stdin', 'stdout', 'stderr'].some((stream) => isTrue(url.searchParams.get(stream)))) {
    throw new NodeRefusal(400, 'you must specify at least 1 of stdin, stdout, stderr');
  }
  if (found.run?.state === 'running') return { run: found.run, failure: undefined };
  const message = `container ${found.name} not found in pod ${name}_${namespace}`;
  const translated = minor >= 30 && minor < 36 && offered.has('v5.channel.k8s.io');
  if (!translated) throw new NodeRefusal(500, message);
  const {
    kind: _kind,
    apiVersion: _apiVersion,
    ...failure
  } = internalError(`unable to upgrade connection: ${message}`).status;
  return { run: undefined, failure };
}
