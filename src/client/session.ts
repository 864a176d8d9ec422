import type { Pod } from '../index.js';
import { type Attached, type AttachOptions, attachTo } from './attach/attach.js';
import type { Context } from './context.js';
import { type ListedContainer, listContainers } from './list.js';
import { followLog } from './logs/follow-log.js';
import { checkLogOptions, type LogOptions, upTo } from './logs/log-options.js';
import { createLogReader } from './logs/read-log.js';
import type { Target } from './pod-ref.js';
import { readPod } from './read-pod.js';
import { openScope, withScope } from './scope.js';
import type { ExitState } from './wait/container-state.js';
import { type WaitOptions, type Watched, waitForState } from './wait/wait-for-state.js';

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
  readonly target: Target;
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

/** Milliseconds that status may take to tell of an end that the attached streams told of. */
const endLag = 2_000;

export function createSession(
  context: Context,
  target: Target,
  name: string,
  stored: { readonly pod: Pod; readonly warnings: readonly string[] },
): Session {
  const { lifetime } = context;
  let { pod } = stored;
  const seenAt = Date.now();
  const where = `of ephemeral container "${name}" in Pod "${target.namespace}/${target.name}"`;

  const watch = (): Watched => {
    // A while later the Pod has changed, and its version may be forgotten.
    const fresh = Date.now() - seenAt < 3_000;
    const seen = fresh
      ? { pod: stored.pod, resourceVersion: stored.pod.metadata?.resourceVersion }
      : { pod: undefined, resourceVersion: undefined };
    return { target, containerName: name, podUid: pod.metadata?.uid, seen };
  };
  const wait = async <Result>(
    options: WaitOptions & { readonly timeout: number; readonly what: string },
    done: Parameters<typeof waitForState<Result>>[4],
  ): Promise<Result> => {
    const watched = watch();
    try {
      return await withScope(lifetime, options, (scope) =>
        waitForState(context, watched, options, scope, done),
      );
    } finally {
      pod = watched.seen.pod ?? pod;
    }
  };

  return {
    name,
    target,
    get pod() {
      return pod;
    },
    warnings: stored.warnings,
    async waitForRunning(options = {}) {
      const { timeout = context.timeout } = options;
      await wait({ ...options, timeout, what: `the start ${where}` }, ({ phase }) =>
        phase === 'running' || phase === 'terminated' ? true : undefined,
      );
    },
    async waitForExit(options = {}) {
      const { timeout = context.runTimeout } = options;
      const { phase: _, ...exit } = await wait({ ...options, timeout, what: `the end ${where}` }, (state) =>
        state.phase === 'terminated' ? state : undefined,
      );
      return exit;
    },
    attach(options = {}) {
      const { timeout = context.timeout, signal } = options;
      const what = `the attached streams ${where}`;
      return withScope(lifetime, { signal, timeout, what }, async (scope) => {
        const spec = findSpec(pod, name) ?? findSpec(await readPod(context, target, scope), name);
        const { tty = spec?.tty ?? false } = options;
        const endsInput = spec?.stdinOnce === true && !tty;
        const endsSoon = (until: AbortSignal) =>
          wait({ signal: until, timeout: endLag, what: `the end ${where}` }, ({ phase }) =>
            phase === 'terminated' ? true : undefined,
          ).catch(() => false);
        const session = openScope(lifetime, { signal, timeout: Number.POSITIVE_INFINITY, what });
        return attachTo(
          context,
          { target, containerName: name },
          { ...options, tty, endsInput, endsSoon },
          scope,
          session,
        );
      });
    },
    async *logs(options = {}) {
      checkLogOptions(options);
      const { signal, follow = false, limitBytes } = options;
      const { timeout = follow ? context.runTimeout : context.timeout } = options;
      const scope = openScope(lifetime, { signal, timeout, what: `the log ${where}` });
      try {
        const bytes = follow
          ? followLog(context, watch(), options, scope)
          : createLogReader(context, watch(), options).read(false, scope);
        yield* upTo(bytes, limitBytes);
      } catch (error) {
        throw scope.signal.aborted ? scope.signal.reason : error;
      } finally {
        scope.close();
      }
    },
  };
}

function findSpec(pod: Pod, containerName: string): ListedContainer | undefined {
  return listContainers(pod).find(({ name }) => name === containerName);
}
