import { authorize, isAllowed, type User } from '../api/authorization.js';
import { minorNumber, type ServerContext } from '../api/context.js';
import { isTrue, type RequestInfo } from '../api/request-info.js';
import type { ContainerRun } from '../kubelet/run.js';
import { badRequest, forbidden, internalError, notFound, unknownPath } from '../model/errors.js';
import type { PodObject } from '../model/objects.js';
import { describeExecEnd } from './exec-status.js';
import { findContainerRun } from './find-run.js';
import { NodeRefusal } from './node-refusal.js';
import type { Protocol } from './protocol.js';

/** A container to stream with, or what the client is told of it once the upgrade is done. */
export type PreparedStream =
  | {
      readonly run: ContainerRun;
      /** Starts what the client came for; it is attached by then. */
      readonly start: () => void;
      /** The last word on the error channel. */
      readonly end: () => object;
    }
  | { readonly failure: object };

/** What a request to attach or exec is about, as far as the API server looks. */
export interface StreamRequest {
  readonly info: RequestInfo;
  readonly url: URL;
  readonly accept: string;
}

const success = { metadata: {}, status: 'Success' };

/**
 * What is judged before the upgrade; throws what it is refused with. From 1.30 to 1.35 the API
 * server upgrades first and tells on the error channel that the node refused; before and after, the
 * node answers the upgrade.
 *
 * Source: kubernetes v1.37 pkg/features TranslateStreamCloseWebsocketRequests, ExtendWebSocketsToKubelet
 */
export function prepareStream(
  context: ServerContext,
  request: StreamRequest,
  user: User,
  protocol: Protocol | undefined,
): PreparedStream {
  const { info, url } = request;
  authorize(user, info);
  if (!isStream(info)) throw unknownPath();
  const minor = minorNumber(context.minor);
  // the gate AuthorizePodWebsocketUpgradeCreatePermission; RBAC has no words for it, and the server adds none
  if (minor >= 35 && !isAllowed(user, { ...info, verb: 'create' })) throw forbidden('pods', info.name, '');
  const { pod, container, run } = findStreamed(context, info, url);
  const isTranslated = minor >= 30 && minor < 36 && protocol?.name === 'v5.channel.k8s.io';
  const refusal = refuseOnNode(request, pod, container, run, protocol);
  if (refusal !== undefined) {
    if (!isTranslated || refusal.code !== 500) throw refusal;
    const {
      kind: _kind,
      apiVersion: _version,
      ...failure
    } = internalError(`unable to upgrade connection: ${refusal.message}`).status;
    return { failure };
  }
  if (run === undefined || protocol === undefined) throw unknownPath();
  if (info.subresource === 'attach') return { run, start: () => {}, end: () => success };
  const command = url.searchParams.getAll('command');
  const options = { stdin: isTrue(url.searchParams.get('stdin')), tty: isTrue(url.searchParams.get('tty')) };
  const exec = context.kubelet.exec(pod, run, command, options);
  return { run: exec.run, start: exec.start, end: () => describeExecEnd(exec.run, command, protocol) };
}

export function isStream({ resource, subresource }: RequestInfo): boolean {
  return resource === 'pods' && (subresource === 'attach' || subresource === 'exec');
}

/** The container that is asked for, on its node; throws 404 and 400. */
export function findStreamed(
  context: ServerContext,
  { namespace, name }: RequestInfo,
  url: URL,
): { pod: PodObject; container: string; run: ContainerRun | undefined } {
  const pod = context.store.get({ resource: 'pods', namespace, name }) as PodObject | undefined;
  if (pod === undefined) throw notFound('pods', name);
  const found = findContainerRun(context, pod, url.searchParams.get('container') ?? '');
  if (pod.spec.nodeName === undefined || pod.spec.nodeName === '') {
    throw badRequest(`pod ${name} does not have a host assigned`);
  }
  return { pod, container: found.name, run: found.run };
}

function refuseOnNode(
  { info, url, accept }: StreamRequest,
  { metadata }: PodObject,
  container: string,
  run: ContainerRun | undefined,
  protocol: Protocol | undefined,
): NodeRefusal | undefined {
  if (accept !== '' && !accept.includes('*/*')) {
    return new NodeRefusal(406, '406: Not Acceptable\n\nAvailable representations: ');
  }
  const query = url.searchParams;
  // a terminal has no stderr of its own
  const streams = isTrue(query.get('tty')) ? ['stdin', 'stdout'] : ['stdin', 'stdout', 'stderr'];
  if (!streams.some((stream) => isTrue(query.get(stream)))) {
    return new NodeRefusal(400, 'you must specify at least 1 of stdin, stdout, stderr');
  }
  if (run?.state !== 'running') {
    const isExec = info.subresource === 'exec';
    return new NodeRefusal(
      500,
      isExec
        ? `container not found (${JSON.stringify(container)})`
        : `container ${container} not found in pod ${metadata.name}_${metadata.namespace}`,
    );
  }
  return protocol === undefined ? new NodeRefusal(403, '') : undefined;
}
