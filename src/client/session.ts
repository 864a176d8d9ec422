import { requireKnown } from '../core/known-options.js';
import type { Pod } from '../index.js';
import { attachTo } from './attach/attach.js';
import { type Attached, type AttachOptions, ofAttach } from './attach/attach-options.js';
import type { ClientContext } from './context.js';
import { parseDetachKeys } from './io/detach-keys.js';
import { type ListedContainer, listContainers } from './list.js';
import { followLog } from './logs/follow-log.js';
import { checkLogOptions, type LogOptions, ofLogs, upTo } from './logs/log-options.js';
import { createLogReader } from './logs/read-log.js';
import { nameContainer, type PodKey } from './pod-ref.js';
import { openScope, type Scope, type ScopeOptions, withScope } from './scope.js';
import { exitStatusLag, watchReplayTime } from './timing.js';
import { type CachedPod, emptyCache, isFresh, readThrough } from './wait/cached-pod.js';
import { type ContainerState, type ExitState, hasStarted } from './wait/container-state.js';
import { waitForState } from './wait/wait-for-state.js';
import { ofWait, type WaitOptions } from './wait/wait-options.js';

/** How a container ended, from its status. */
export type Exit = Omit<ExitState, 'phase'>;

/**
 * One ephemeral container in its Pod. Waiting and reading may be done in any order, at the same
 * time, and again. Each call takes `signal` and `timeout`, whose default is the client's.
 */
export interface Session {
  /** The container's name. */
  readonly name: string;
  /** Which Pod it is in. */
  readonly podKey: PodKey;
  /** The Pod as last seen. */
  readonly pod: Pod;
  /** What the server and the validator warned of when the container was added. */
  readonly warnings: readonly string[];
  /**
   * Resolves when the container runs, or has run already. Rejects with a `StartFailedError` that has
   * the kubelet's reason, message and events where it cannot start, and with a `PodTerminatedError`
   * or `PodReplacedError` where its Pod ended, is deleted, or is another one.
   */
  waitForRunning(options?: WaitOptions): Promise<void>;
  /** Resolves when the container ended; rejects as `waitForRunning` does. */
  waitForExit(options?: WaitOptions): Promise<Exit>;
  /** Connects to the streams of the running container; output from before comes first, from the log. */
  attach(options?: AttachOptions): Promise<Attached>;
  /** What the container wrote, as bytes; with `follow` until it ended, over connections that break. */
  logs(options?: LogOptions): AsyncGenerator<Buffer, void, void>;
}

export function createSession(
  context: ClientContext,
  podKey: PodKey,
  name: string,
  stored: { readonly pod: Pod; readonly warnings: readonly string[] },
): Session {
  const { lifetime } = context;
  const { resourceVersion } = stored.pod.metadata ?? {};
  // A Pod without resourceVersion was not read from the server, so it is not used as the latest state.
  const seenAt = resourceVersion === undefined ? 0 : Date.now();
  const cache = { pod: stored.pod, resourceVersion, seenAt };
  const where = `of ${nameContainer(podKey, name)}`;

  const source = () => {
    const readPod = readThrough(context, podKey, name, cache);
    return { podKey, containerName: name, readPod };
  };
  const withContainer = <Result>(options: ScopeOptions, work: (scope: Scope) => Promise<Result>) =>
    withScope(lifetime, options, (scope) => {
      scope.mayHaveAdded({ containerName: name, stored: true });
      return work(scope);
    });
  const waitWithin = async <Result>(
    options: WaitOptions,
    scope: Scope,
    done: (state: ContainerState) => Result | undefined,
  ): Promise<Result> => {
    // Later the Pod has changed, and the server may have dropped its resourceVersion.
    const goesOn = isFresh(cache);
    // Waits that run at the same time each continue from their own resourceVersion.
    const own: CachedPod = goesOn ? { ...cache } : emptyCache();
    const podUid = cache.pod.metadata?.uid;
    const began = Date.now();
    try {
      const watched = { podKey, containerName: name, podUid, cache: own };
      const result = await waitForState(context, watched, options, scope, done);
      if (!goesOn || Date.now() - began > watchReplayTime) cache.seenAt = Date.now();
      return result;
    } catch (error) {
      cache.seenAt = 0;
      throw error;
    } finally {
      if (own.pod) Object.assign(cache, { pod: own.pod, resourceVersion: own.resourceVersion });
    }
  };
  const wait = <Result>(
    options: WaitOptions & { readonly timeout: number; readonly what: string },
    done: (state: ContainerState) => Result | undefined,
  ): Promise<Result> => withContainer(options, (scope) => waitWithin(options, scope, done));

  return {
    name,
    podKey,
    get pod() {
      return cache.pod;
    },
    warnings: stored.warnings,
    async waitForRunning(options = {}) {
      requireKnown(options, ofWait);
      const { timeout = context.timeout } = options;
      await wait({ ...options, timeout, what: `the start ${where}` }, started);
    },
    async waitForExit(options = {}) {
      requireKnown(options, ofWait);
      const { timeout = context.runTimeout } = options;
      const { phase: _, ...exit } = await wait({ ...options, timeout, what: `the end ${where}` }, (state) =>
        state.phase === 'terminated' ? state : undefined,
      );
      return exit;
    },
    async attach(options = {}) {
      requireKnown(options, ofAttach);
      const { timeout = context.timeout, signal, detachKeys } = options;
      const given = detachKeys === undefined ? undefined : { keys: parseDetachKeys(detachKeys) };
      const what = `the attached streams ${where}`;
      return withContainer({ signal, timeout, what }, async (scope) => {
        const from = source();
        const spec = findSpec(await from.readPod(scope), name);
        const { tty = spec?.tty ?? false } = options;
        const { keys } = given ?? { keys: parseDetachKeys(tty) };
        const endsInput = spec?.stdinOnce === true && !tty;
        const endsSoon = (until: AbortSignal) =>
          wait({ signal: until, timeout: exitStatusLag, what: `the end ${where}` }, ({ phase }) =>
            phase === 'terminated' ? true : undefined,
          ).catch(() => false);
        const session = openScope(lifetime, { signal, timeout: Number.POSITIVE_INFINITY, what });
        session.mayHaveAdded({ containerName: name, stored: true });
        return attachTo(context, from, { ...options, tty, endsInput, endsSoon, keys }, scope, session);
      });
    },
    async *logs(options = {}) {
      requireKnown(options, ofLogs);
      checkLogOptions(options);
      const { signal, follow = false, limitBytes } = options;
      const { timeout = follow ? context.runTimeout : context.timeout } = options;
      const scope = openScope(lifetime, { signal, timeout, what: `the log ${where}` });
      scope.mayHaveAdded({ containerName: name, stored: true });
      try {
        if (follow) await waitWithin({}, scope, started);
        const bytes = follow
          ? followLog(context, source(), options, scope)
          : createLogReader(context, source(), options).read(false, scope);
        yield* upTo(bytes, limitBytes);
      } catch (error) {
        cache.seenAt = 0;
        throw scope.signal.aborted ? scope.signal.reason : scope.explain(error);
      } finally {
        scope.close();
      }
    },
  };
}

function started(state: ContainerState): true | undefined {
  return hasStarted(state) || undefined;
}

function findSpec(pod: Pod, containerName: string): ListedContainer | undefined {
  return listContainers(pod).find(({ name }) => name === containerName);
}
