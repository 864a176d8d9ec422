import { requireKnown } from '../core/known-options.js';
import type { Pod } from '../index.js';
import type { Impersonation } from '../kubeconfig/impersonation.js';
import { loadKubeConfig } from '../kubeconfig/load.js';
import { type AddOptions, type ContainerToAdd, ofAdd } from './add/add-options.js';
import { dryRunSession } from './add/dry-run-session.js';
import { type ClientContext, type ClientOptions, createContext, ofClient } from './context.js';
import { ContainerNotFoundError } from './errors/gone.js';
import {
  type FleetOptions,
  type FleetPod,
  type FleetResult,
  type FleetTargets,
  inParallel,
  ofFleet,
} from './fleet.js';
import { addToOne } from './fleet-pod.js';
import { type KubeConfigOptions, ofKubeConfig } from './kube-config-options.js';
import { findRunning, type ListedContainer, type ListFilter, listContainers, ofFilter } from './list.js';
import { type PodKey, type PodRef, podInHand, podKeyOf } from './pod-ref.js';
import type { Preview } from './preview.js';
import { readPod } from './read-pod.js';
import type { RunResult } from './run/run.js';
import { ofRun, type RunOptions } from './run/run-options.js';
import { type CallOptions, endLifetime, ofCall, type Scope, withScope } from './scope.js';
import { ofSelector, type PodSelector, selectPods } from './select-pods.js';
import { createSession, type Session } from './session.js';
import { connectAccess } from './transport/access.js';
import type { Connection } from './transport/connection.js';
import { getCredentials } from './transport/credentials.js';
import { connectKubeConfig, type KubeConfigLike } from './transport/kube-config.js';
import {
  connectInCluster,
  connectToken,
  type InClusterOptions,
  ofInCluster,
  ofToken,
  type TokenOptions,
} from './transport/token.js';

/**
 * Adds ephemeral containers to Pods, sees them start and end, and passes their streams.
 *
 * Every call takes `signal` and `timeout`, and rejects with one of a closed set of errors; see
 * `isClientError`. The server's version is asked for once, with the first call that needs it.
 *
 * @example
 * ```ts
 * import { EphemeralContainersClient } from 'ephemeral-containers/client';
 *
 * const client = EphemeralContainersClient.fromDefault();
 * const { exitCode, output } = await client.run(
 *   { namespace: 'shop', name: 'web-0' },
 *   { image: 'busybox', command: ['cat', '/proc/1/root/etc/app.conf'], targetContainerName: 'web' },
 * );
 * console.log(exitCode, output.toString());
 * client.close();
 * ```
 */
export class EphemeralContainersClient {
  readonly #context: ClientContext;

  private constructor(connection: Connection, options: ClientOptions) {
    this.#context = createContext(connection, options);
  }

  /**
   * As kubectl would connect here: by the files of `KUBECONFIG`, else by `~/.kube/config`, else as the
   * service account of the Pod that this runs in. Login plugins are run, and proxies of the environment
   * used, as kubectl does. Throws a `KubeConfigError` where no cluster can be found.
   */
  static fromDefault(options: ClientOptions & KubeConfigOptions = {}): EphemeralContainersClient {
    requireKnown(options, { ...ofClient, ...ofKubeConfig });
    return new EphemeralContainersClient(connectAccess(loadKubeConfig(options)), options);
  }

  /** By one file, whose context is the current one or `options.context`; otherwise as `fromDefault`. */
  static fromKubeConfigFile(
    path: string,
    options: ClientOptions & KubeConfigOptions = {},
  ): EphemeralContainersClient {
    requireKnown(options, { ...ofClient, ...ofKubeConfig });
    return new EphemeralContainersClient(connectAccess(loadKubeConfig({ ...options, path })), options);
  }

  /**
   * As the current user of a kubeconfig, loaded with `@kubernetes/client-node` 1.1 to 2.x. That drops
   * `as-groups`, `as-uid` and `as-user-extra` of a kubeconfig, and 1.1 drops `as` too: name whom to act
   * as in `impersonate`. Proxies are those of `proxy-url`; the environment names none. A login plugin is
   * run by `@kubernetes/client-node`: one that hangs delays no call beyond its deadline, but keeps the
   * process until it ends.
   */
  static fromKubeConfig(
    kubeConfig: KubeConfigLike,
    options: ClientOptions & { readonly impersonate?: Impersonation } = {},
  ): EphemeralContainersClient {
    requireKnown(options, { ...ofClient, impersonate: true });
    return new EphemeralContainersClient(connectKubeConfig(kubeConfig, options.impersonate), options);
  }

  /** With a bearer token. */
  static fromToken(options: TokenOptions & ClientOptions): EphemeralContainersClient {
    requireKnown(options, { ...ofClient, ...ofToken });
    return new EphemeralContainersClient(connectToken(options), options);
  }

  /** As the service account of the Pod that this runs in. */
  static async fromInCluster(
    options: ClientOptions & InClusterOptions = {},
  ): Promise<EphemeralContainersClient> {
    requireKnown(options, { ...ofClient, ...ofInCluster });
    return new EphemeralContainersClient(await connectInCluster(options), options);
  }

  /** The namespace of Pod references that name none. */
  get namespace(): string {
    return this.#context.transport.connection.namespace;
  }

  /** How many requests were sent so far, WebSockets included. */
  get requests(): number {
    return this.#context.transport.requests;
  }

  /**
   * Adds a container, exactly once, and returns when it is stored. With the Pod in hand, as read from
   * the API, that is one request; otherwise the Pod is read first. The first call of a client asks for
   * the server's version too, where `minor` does not say it. A lost answer, 429 and 5xx are tried again
   * within the deadline, which cannot add it twice.
   *
   * Adding again what is there is no error. It is a `NameTakenError` where the container of that name
   * differs, be it in a field that is not in this one: a webhook may have added it.
   *
   * Where the deadline or an abort leaves it open whether it was stored, the error has its
   * `containerName`: adding the same with this `name` goes on where it stopped.
   *
   * With `dryRun` nothing is stored: the session has the Pod as it would be, and nothing to wait for.
   */
  add(podRef: PodRef, container: ContainerToAdd, options: AddOptions = {}): Promise<Session> {
    return this.#call('an ephemeral container to be stored', ofAdd, podRef, options, async (scope) => {
      // What only some calls take is loaded with the first of them.
      const { addContainer } = await import('./add/add.js');
      const added = await addContainer(this.#context, podRef, container, options, scope);
      const session = createSession(this.#context, added.podKey, added.containerName, added);
      return options.dryRun ? dryRunSession(session) : session;
    });
  }

  /**
   * Adds a container, passes its input and output, and returns its exit code. The output is complete:
   * what was written before the attach, or instead of it, comes from the log.
   */
  async run(podRef: PodRef, container: ContainerToAdd, options: RunOptions = {}): Promise<RunResult> {
    requireKnown(options, ofRun);
    const timeout = options.timeout ?? this.#context.runTimeout;
    return this.#call(
      'the end of an ephemeral container',
      ofRun,
      podRef,
      { ...options, timeout },
      async (scope) => {
        const { runContainer } = await import('./run/run.js');
        return runContainer(this.#context, podRef, container, options, scope);
      },
    );
  }

  /** What would come of `add`: validator, Pod Security, permissions, and the server's dry run. */
  preview(podRef: PodRef, container: ContainerToAdd, options: AddOptions = {}): Promise<Preview> {
    return this.#call('a preview', ofAdd, podRef, options, async (scope) => {
      const { previewContainer } = await import('./preview.js');
      return previewContainer(this.#context, podRef, container, options, scope);
    });
  }

  /** The Pod as the server has it. With it in hand, `add` is one request. */
  readPod(podRef: PodRef, options: CallOptions = {}): Promise<Pod> {
    return this.#call('the state', ofCall, podRef, options, (scope) => this.#readPod(podRef, scope));
  }

  /** The Pods that a selector selects and that could run a container: neither ended nor being deleted. */
  async selectPods(selector: PodSelector, options: CallOptions = {}): Promise<Pod[]> {
    requireKnown(selector, ofSelector);
    requireKnown(options, ofCall);
    const { signal, timeout = this.#context.timeout } = options;
    const call = { signal, timeout, what: 'the list of Pods' };
    return withScope(this.#context.lifetime, call, (scope) => selectPods(this.#context, selector, scope));
  }

  /** The ephemeral containers of a Pod, spec and status in one, in the order added. */
  list(podRef: PodRef, options: CallOptions = {}): Promise<ListedContainer[]> {
    return this.#call('the ephemeral containers', ofCall, podRef, options, async (scope) =>
      listContainers(await this.#readPod(podRef, scope)),
    );
  }

  /** A session with the newest container that runs and matches; undefined if there is none. */
  findRunning(
    podRef: PodRef,
    filter: ListFilter = {},
    options: CallOptions = {},
  ): Promise<Session | undefined> {
    return this.#call('the ephemeral containers', ofCall, podRef, options, async (scope) => {
      requireKnown(filter, ofFilter);
      const pod = await this.#readPod(podRef, scope);
      const found = findRunning(listContainers(pod), filter);
      return found && this.#sessionOf(podRef, found.name, pod);
    });
  }

  /**
   * A session with a container that is there already; of a Pod in hand that has it, without a request.
   * Rejects with a `ContainerNotFoundError` where the Pod has none of that name.
   */
  open(podRef: PodRef, containerName: string, options: CallOptions = {}): Promise<Session> {
    return this.#call('the ephemeral containers', ofCall, podRef, options, async (scope) => {
      const has = (each: Pod) => listContainers(each).some(({ name }) => name === containerName);
      const inHand = podInHand(podRef);
      const pod = inHand && has(inHand) ? inHand : await this.#readPod(podRef, scope);
      if (!has(pod)) {
        const names = listContainers(pod).map(({ name }) => name);
        throw new ContainerNotFoundError(containerName, this.#podKeyOf(podRef).name, names);
      }
      return this.#sessionOf(podRef, containerName, pod);
    });
  }

  /**
   * Adds a container to each of many Pods, and gives each Pod's result as it comes; one that fails
   * stops no other. Stopping the iteration stops what is under way. A function that makes the container
   * is given the Pod: the whole of it where a selector selects them.
   */
  async *fleet<Targets extends FleetTargets>(
    targets: Targets,
    container: ContainerToAdd | ((pod: FleetPod<Targets>) => ContainerToAdd),
    options: FleetOptions = {},
  ): AsyncGenerator<FleetResult, void, void> {
    requireKnown(options, ofFleet);
    const { concurrency = 5, signal } = options;
    const refs = Array.isArray(targets)
      ? (targets as readonly PodRef[])
      : await this.selectPods(targets as PodSelector, { signal });
    // Checks all references first, so that a wrong one is refused before any container is added.
    const pods = refs.map((ref) => ({ ref, podKey: this.#podKeyOf(ref) }));
    const makeContainer = (ref: PodRef) =>
      typeof container === 'function' ? container(ref as FleetPod<Targets>) : container;
    const work = ({ ref, podKey }: (typeof pods)[number], stopped: AbortSignal) =>
      addToOne(this, this.#context, { ref, podKey }, makeContainer, { ...options, signal: stopped });
    yield* inParallel(pods, concurrency, work, signal);
  }

  /** Logs in now, so that a plugin which asks for a password takes no time from the calls that follow. */
  async logIn(options: CallOptions = {}): Promise<void> {
    requireKnown(options, ofCall);
    const { transport, lifetime } = this.#context;
    const { signal, timeout = this.#context.timeout } = options;
    return withScope(lifetime, { signal, timeout, what: 'the login' }, async (scope) => {
      await getCredentials(transport.connection, scope.signal);
    });
  }

  /** Ends every call and connection; nothing of the client is left then. Calls under way reject. */
  close(): void {
    endLifetime(this.#context.lifetime);
    this.#context.transport.close();
  }

  /** `await using` closes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  #sessionOf(podRef: PodRef, name: string, pod: Pod): Session {
    return createSession(this.#context, this.#podKeyOf(podRef), name, { pod, warnings: [] });
  }

  #podKeyOf(podRef: PodRef): PodKey {
    return podKeyOf(podRef, this.#context.transport.connection.namespace);
  }

  #readPod(podRef: PodRef, scope: Scope): Promise<Pod> {
    return readPod(this.#context, this.#podKeyOf(podRef), scope);
  }

  async #call<Result>(
    what: string,
    known: Readonly<Record<string, true>>,
    podRef: PodRef,
    options: CallOptions,
    work: (scope: Scope) => Promise<Result>,
  ): Promise<Result> {
    requireKnown(options, known);
    const { signal, timeout = this.#context.timeout } = options;
    const { namespace, name } = this.#podKeyOf(podRef);
    const where = `${what} of Pod "${namespace}/${name}"`;
    return withScope(this.#context.lifetime, { signal, timeout, what: where }, work);
  }
}
