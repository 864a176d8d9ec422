import { authorize, type User } from '../api/authorization.js';
import { minorNumber, type ServerContext } from '../api/context.js';
import { badRequest, notFound, unknownPath } from '../api/errors.js';
import type { RequestInfo } from '../api/request-info.js';
import type { ContainerRun } from '../kubelet/run.js';
import type { PodObject } from '../objects.js';
import { refusal } from './attach.js';
import { findContainerRun } from './find-run.js';

export interface PreparedAttach {
  readonly podName: string;
  readonly containerName: string;
  readonly run: ContainerRun | undefined;
}

/** What is judged before the upgrade; throws what it is refused with. */
export function prepareAttach(
  context: ServerContext,
  info: RequestInfo,
  url: URL,
  user: User,
  offered: ReadonlySet<string>,
): PreparedAttach {
  authorize(user, info);
  if (info.resource !== 'pods' || info.subresource !== 'attach') throw unknownPath();
  // kubernetes v1.35 apiserver: the gate AuthorizePodWebsocketUpgradeCreatePermission
  if (minorNumber(context.minor) >= 35) authorize(user, { ...info, verb: 'create' });
  const { namespace, name } = info;
  const pod = context.store.get({ resource: 'pods', namespace, name }) as PodObject | undefined;
  if (pod === undefined) throw notFound('pods', name);
  const found = findContainerRun(context, pod, url.searchParams.get('container') ?? '');
  if (pod.spec.nodeName === undefined || pod.spec.nodeName === '') {
    throw badRequest(`pod ${name} does not have a host assigned`);
  }
  const prepared = { podName: name, containerName: found.name, run: found.run };
  const translated = minorNumber(context.minor) >= 30 && offered.has('v5.channel.k8s.io');
  if (!translated && found.run?.state !== 'running') throw refusal(prepared);
  return prepared;
}
