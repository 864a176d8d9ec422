import { isAllowed } from '../api/authorization.js';
import { minorNumber, type ServerContext } from '../api/context.js';
import { findPod } from '../api/find-pod.js';
import { isTrue } from '../api/request-info.js';
import type { RequestScope } from '../api/request-scope.js';
import type { ContainerRun } from '../kubelet/run.js';
import { badRequest, bareStatus, forbidden, internalError, TextFailure } from '../model/errors.js';
import { finish, greet, readWantedStreams, serveAttach } from './attach.js';
import { writeFrames } from './channel.js';
import { describeExecEnd } from './exec-status.js';
import { findContainerRun } from './find-run.js';
import { chooseProtocol, v5 } from './protocol.js';

const success = { metadata: {}, status: 'Success' };

/**
 * Attaches to a container, or executes a command in one; throws what that is refused with. From 1.30
 * to 1.35 the API server upgrades first and tells on the error channel that the node refused; before
 * and after, the node answers the upgrade.
 *
 * Source: kubernetes v1.37 pkg/features TranslateStreamCloseWebsocketRequests, ExtendWebSocketsToKubelet
 */
export function serveStream(context: ServerContext, scope: RequestScope): void {
  const { info, headers, user, url } = scope;
  const query = url.searchParams;
  const isWebSocket = headers.upgrade?.toLowerCase() === 'websocket';
  if (isWebSocket && scope.method !== 'GET') throw new TextFailure(405, 'bad method');
  if (!scope.isUpgrade && query.has('dryRun')) throw badRequest('dryRun is not supported');
  const minor = minorNumber(context.minor);
  // the gate AuthorizePodWebsocketUpgradeCreatePermission; RBAC has no words for it, and the server adds none
  if (minor >= 35 && scope.isUpgrade && !isAllowed(user, { ...info, verb: 'create' })) {
    throw forbidden('pods', info.name, '');
  }
  const pod = findPod(context, scope);
  const { name: container, run } = findContainerRun(context, pod, query.get('container') ?? '');
  if ((pod.spec.nodeName ?? '') === '') throw badRequest(`pod ${info.name} does not have a host assigned`);
  if (!scope.isUpgrade) throw badRequest('Upgrade request required');
  const protocol = isWebSocket ? chooseProtocol(offeredBy(scope), minor) : undefined;
  const failure = refuseOnNode(scope, run, container, pod.metadata.namespace);
  if (failure !== undefined) {
    if (protocol !== v5 || minor < 30 || minor >= 36 || failure.code !== 500) throw failure;
  } else if (!isWebSocket) throw refuseSpdy(scope);
  if (protocol === undefined) throw new TextFailure(403, '');
  scope.upgrade((socket, limit) => {
    const wants = readWantedStreams(query);
    const writer = writeFrames(socket, protocol, limit);
    greet(writer, wants);
    if (failure !== undefined || run === undefined) {
      const text = `unable to upgrade connection: ${failure?.message}`;
      void finish(socket, writer, bareStatus(internalError(text)));
    } else if (info.subresource === 'attach') {
      serveAttach(socket, writer, run, wants, () => success);
    } else {
      const command = query.getAll('command');
      const options = { stdin: wants.stdin, tty: isTrue(query.get('tty')) };
      const exec = context.kubelet.exec(pod, run, command, options);
      serveAttach(socket, writer, exec.run, wants, () => describeExecEnd(exec.run, command, protocol));
      exec.start();
    }
  });
}

function offeredBy({ headers }: RequestScope): readonly string[] {
  return (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
}

function refuseOnNode(
  { info, url, headers: { accept = '' } }: RequestScope,
  run: ContainerRun | undefined,
  container: string,
  namespace = '',
): TextFailure | undefined {
  if (accept !== '' && !accept.includes('*/*')) {
    return new TextFailure(406, '406: Not Acceptable\n\nAvailable representations: ');
  }
  const query = url.searchParams;
  // a terminal has no stderr of its own
  const streams = isTrue(query.get('tty')) ? ['stdin', 'stdout'] : ['stdin', 'stdout', 'stderr'];
  if (!streams.some((stream) => isTrue(query.get(stream)))) {
    return new TextFailure(400, 'you must specify at least 1 of stdin, stdout, stderr');
  }
  if (run?.state === 'running') return undefined;
  if (info.subresource === 'exec') {
    return new TextFailure(500, `container not found (${JSON.stringify(container)})`);
  }
  return new TextFailure(500, `container ${container} not found in pod ${info.name}_${namespace}`);
}

/** kubectl before 1.31 comes by SPDY, which is not spoken here. */
function refuseSpdy({ headers }: RequestScope): Error {
  return badRequest(
    `upgrade to ${headers.upgrade} is not served here, only WebSockets are: use kubectl 1.31 or later, or 1.29 and 1.30 with KUBECTL_REMOTE_COMMAND_WEBSOCKETS=true`,
  );
}
