import { setMaxListeners } from 'node:events';
import { newestMinor } from '../index.js';
import { parseMinor } from '../validate/parse-minor.js';
import { minorNumber } from './api/context.js';
import { requireOptions } from './check-options.js';
import { planFaults } from './faults/plan-faults.js';
import { createPod, ensureNamespace, readPods, storePod } from './given-pods.js';
import { openListener } from './http/listener.js';
import type { RecordedRequest, RequestContext } from './http/request-context.js';
import { formatKubeConfig, writeKubeConfig } from './kubeconfig.js';
import { startKubelet } from './kubelet/kubelet.js';
import { copy } from './model/json.js';
import type { PodObject } from './model/objects.js';
import { openStore } from './model/store.js';
import { startTimers } from './model/timers.js';
import type { ApiServer, ApiServerOptions } from './options.js';

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
  requireOptions(options);
  const { users = [] } = options;
  const minor = parseMinor(options.minor ?? newestMinor);
  const pods = readPods(options.pods ?? [], minor);
  const faults = planFaults();
  for (const fault of options.faults ?? []) faults.add(fault);
  // nothing that would have to be stopped again has started before this
  const listener = await openListener(options.port ?? 0);
  const store = openStore();
  const timers = startTimers();
  const kubelet = startKubelet({ store, timers, options: options.kubelet ?? {}, minor: minorNumber(minor) });
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  const requests: RecordedRequest[] = [];
  const context: RequestContext = {
    store,
    kubelet,
    timers,
    minor,
    users,
    faults,
    requests,
    closing: closing.signal,
    bookmarkInterval: options.bookmarkInterval ?? 60_000,
  };
  listener.answer(context);

  for (const [name, { labels }] of Object.entries(options.namespaces ?? {})) {
    ensureNamespace(store, name, labels);
  }
  ensureNamespace(store, 'default');
  for (const pod of pods) createPod(store, pod);

  const url = `http://127.0.0.1:${listener.port}`;
  const kubeConfig = writeKubeConfig(url, users);
  let closed: Promise<void> | undefined;

  async function stop(): Promise<void> {
    closing.abort(new Error('the server is closed'));
    kubelet.close();
    timers.stop();
    await listener.close();
  }

  const close = (): Promise<void> => {
    closed ??= stop();
    return closed;
  };
  const getPod = (name: string, namespace = 'default'): PodObject | undefined =>
    copy(store.get({ resource: 'pods', namespace, name }) as PodObject | undefined);

  return {
    url,
    port: listener.port,
    kubeConfig,
    kubeConfigYaml: formatKubeConfig(kubeConfig),
    requests,
    faults,
    getPod,
    setPod: (pod) => storePod(context, pod),
    removePod: (name, namespace = 'default') => void store.remove({ resource: 'pods', namespace, name }),
    events: (namespace) => copy(store.list('events', namespace)),
    killContainer(name, container, signal = 9, namespace = 'default') {
      const pod = getPod(name, namespace);
      return pod !== undefined && kubelet.kill(pod, container, signal);
    },
    compact: () => store.compact(),
    dropConnections: listener.dropConnections,
    openConnections: listener.openConnections,
    close,
    [Symbol.asyncDispose]: close,
  };
}
