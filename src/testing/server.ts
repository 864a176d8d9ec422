import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { minors, newestMinor } from '../index.js';
import { minorNumber, type ServerContext } from './api/context.js';
import { completePod } from './api/pod-input.js';
import { openStore } from './api/store.js';
import { planFaults } from './faults.js';
import { formatKubeConfig, writeKubeConfig } from './kubeconfig.js';
import { startKubelet } from './kubelet/kubelet.js';
import { answerRequest } from './listener.js';
import type { PodObject } from './objects.js';
import type { ApiServer, ApiServerOptions, RecordedRequest } from './options.js';
import { startTimers } from './timers.js';
import { openUpgrades } from './upgrades.js';

/**
 * Starts an in-memory API server on loopback: enough of one for this library, client-node and
 * `kubectl debug`, with a scripted kubelet behind it and faults on demand.
 *
 * @throws TypeError for options that make no sense, naming the one at fault.
 *
 * @example
 * ```ts
 * import { startApiServer } from 'ephemeral-containers/testing';
 *
 * const server = await startApiServer({
 *   pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'nginx:1' }] } }],
 * });
 * const answer = await fetch(`${server.url}/api/v1/namespaces/default/pods/web`);
 * console.log(answer.status); // 200
 * await server.close();
 * ```
 */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const minor = options.minor ?? newestMinor;
  if (!minors.includes(minor)) {
    throw new TypeError(`minor: ${JSON.stringify(minor)} is none of ${minors.join(', ')}`);
  }
  const users = options.users ?? [];
  const store = openStore();
  const timers = startTimers();
  const faults = planFaults();
  for (const fault of options.faults ?? []) faults.add(fault);
  const kubelet = startKubelet({ store, timers, options: options.kubelet ?? {}, minor: minorNumber(minor) });
  const context: ServerContext = {
    store,
    kubelet,
    timers,
    minor,
    bookmarkInterval: options.bookmarkInterval ?? 60_000,
  };
  const requests: RecordedRequest[] = [];
  const sockets = new Set<Socket>();
  const closing = new AbortController();

  const doorway = { context, users, faults, requests, closing: closing.signal };
  const upgrades = openUpgrades(doorway);
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    answerRequest(doorway, request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => void upgrades.answer(request, socket as Socket, head));
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });

  const ensureNamespace = (name: string, labels: Readonly<Record<string, string>> = {}): void => {
    if (store.get({ resource: 'namespaces', name }) !== undefined) return;
    store.create('namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  };
  for (const [name, { labels }] of Object.entries(options.namespaces ?? {})) ensureNamespace(name, labels);
  ensureNamespace('default');
  const setPod: ApiServer['setPod'] = (given) => {
    const pod = completePod(given, minor);
    const { name, namespace = 'default' } = pod.metadata;
    ensureNamespace(namespace);
    const key = { resource: 'pods', namespace, name } as const;
    if (store.get(key) === undefined) return store.create('pods', pod) as PodObject;
    return store.update(key, (object) => {
      Object.assign(object.metadata, given.metadata);
      object['spec'] = { ...(object['spec'] as object), ...given.spec };
      object['status'] = { ...(object['status'] as object), ...given.status };
    }) as PodObject;
  };
  for (const pod of options.pods ?? []) setPod(pod);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const kubeConfig = writeKubeConfig(url, users);
  let closed: Promise<void> | undefined;

  async function stop(): Promise<void> {
    closing.abort(new Error('the server is closed'));
    kubelet.close();
    timers.stop();
    upgrades.close();
    const ended = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await ended;
  }

  const close = (): Promise<void> => {
    closed ??= stop();
    return closed;
  };
  const getPod = (name: string, namespace = 'default'): PodObject | undefined =>
    store.get({ resource: 'pods', namespace, name }) as PodObject | undefined;

  return {
    url,
    port,
    kubeConfig,
    kubeConfigYaml: formatKubeConfig(kubeConfig),
    requests,
    faults,
    getPod,
    setPod,
    removePod: (name, namespace = 'default') => void store.remove({ resource: 'pods', namespace, name }),
    events: (namespace) => store.list('events', namespace),
    killContainer(name, container, signal = 9, namespace = 'default') {
      const pod = getPod(name, namespace);
      return pod !== undefined && kubelet.kill(pod, container, signal);
    },
    compact: () => store.compact(),
    dropConnections() {
      for (const socket of sockets) socket.destroy();
    },
    openConnections: () => sockets.size,
    close,
    [Symbol.asyncDispose]: close,
  };
}
