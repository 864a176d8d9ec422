import { type Added, type AddOptions, addContainer } from '../../client/add/add.js';
import { type Context, createContext, type Validate } from '../../client/context.js';
import { readPod } from '../../client/read-pod.js';
import { type RunOptions, type RunResult, runContainer } from '../../client/run/run.js';
import { type CallOptions, endLifetime, withScope } from '../../client/scope.js';
import { connectKubeConfig } from '../../client/transport/kube-config.js';
import type { Pod } from '../../core/pod.js';
import { validateEphemeralContainer } from '../../index.js';
import type { CliIo } from '../io.js';
import type { PodFlags } from './container-flags.js';
import { loadKubeConfig } from './load-kube-config.js';

export interface Cluster {
  readonly namespace: string;
  readPod(name: string, call: CallOptions): Promise<Pod>;
  add(pod: Pod, container: object, options: AddOptions): Promise<Added>;
  run(pod: Pod, container: object, options: RunOptions): Promise<RunResult>;
  close(): void;
}

export async function connect(flags: PodFlags, io: CliIo): Promise<Cluster> {
  const connection = connectKubeConfig(await loadKubeConfig(flags, io.env));
  const namespace = flags.namespace ?? connection.namespace;
  const context: Context = createContext(connection, validateEphemeralContainer as Validate, {});
  const call = <T>(what: string, options: CallOptions, work: Parameters<typeof withScope<T>>[2]) =>
    withScope(context.lifetime, { ...options, timeout: options.timeout ?? 30_000, what }, work);
  return {
    namespace,
    readPod: (name, options) =>
      call(`Pod ${name}`, options, (scope) => readPod(context, { namespace, name }, scope)),
    add: (pod, container, options) =>
      call('add', options, (scope) => addContainer(context, pod, container, options, scope)),
    run: (pod, container, options) =>
      call('run', options, (scope) => runContainer(context, pod, container, options, scope)),
    close: () => endLifetime(context.lifetime),
  };
}
