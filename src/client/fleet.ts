import type { OptionNames } from '../core/known-options.js';
import type { Pod } from '../core/pod.js';
import { AbortedError } from './errors/broken.js';
import type { AnyClientError } from './errors/guards.js';
import type { PodKey, PodRef } from './pod-ref.js';
import type { RunResult } from './run/run.js';
import type { RunOptions } from './run/run-options.js';
import { childOf, ofCall } from './scope.js';
import type { PodSelector } from './select-pods.js';
import type { Session } from './session.js';

type OfOnePod = 'stdin' | 'stdout' | 'stderr' | 'onAdded' | 'onState' | 'onEvent';

/** Options of one Pod: its streams, its timeouts, and its progress callbacks. */
export type FleetPodOptions = Pick<RunOptions, OfOnePod | 'timeout' | 'startTimeout'>;

/** How a container is added to many Pods. `timeout` and `startTimeout` are for each Pod. */
export interface FleetOptions extends Omit<RunOptions, OfOnePod> {
  /** Called for each Pod before its container is added; without it, output is collected in the results. */
  readonly perPod?: ((podKey: PodKey) => FleetPodOptions) | undefined;
  /** How many Pods at a time; default 5. */
  readonly concurrency?: number | undefined;
  /** When a Pod is done: the container `stored`, `running` (default), or at its end, `exit`. */
  readonly until?: 'stored' | 'running' | 'exit' | undefined;
  /** The input of each container, with `until: 'exit'`. */
  readonly stdin?: string | Uint8Array | undefined;
}

export const ofFleetPod: OptionNames<FleetPodOptions> = {
  stdin: true,
  stdout: true,
  stderr: true,
  timeout: true,
  startTimeout: true,
  onAdded: true,
  onState: true,
  onEvent: true,
};

export const ofFleet: OptionNames<FleetOptions> = {
  ...ofCall,
  fieldManager: true,
  fieldValidation: true,
  imagePullTimeout: true,
  startTimeout: true,
  stdin: true,
  perPod: true,
  concurrency: true,
  until: true,
};

/** The outcome of one Pod. */
export type FleetResult =
  | {
      readonly ok: true;
      readonly podKey: PodKey;
      readonly session: Session;
      /** With `until: 'exit'`. */
      readonly run?: RunResult | undefined;
    }
  | { readonly ok: false; readonly podKey: PodKey; readonly error: AnyClientError };

export type FleetTargets = PodSelector | readonly PodRef[];

/** The whole Pod where a selector selects it, else the reference that was given. */
export type FleetPod<Targets extends FleetTargets> = Targets extends readonly (infer Ref)[] ? Ref : Pod;

/** Runs `work` on the items, at most `concurrency` at a time, and yields results as they finish. */
export async function* inParallel<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Result, void, void> {
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new TypeError(`concurrency: must be a whole number above 0, got ${concurrency}`);
  }
  const child = childOf(signal);
  const waiting = [...items];
  const running = new Map<number, Promise<{ readonly id: number; readonly result: Result }>>();
  let ids = 0;
  try {
    while (waiting.length > 0 || running.size > 0) {
      while (running.size < concurrency && waiting.length > 0) {
        const id = ids++;
        const item = waiting.shift() as Item;
        const done = work(item, child.signal).then((result) => ({ id, result }));
        done.catch(() => {});
        running.set(id, done);
      }
      const { id, result } = await Promise.race(running.values());
      running.delete(id);
      yield result;
    }
  } finally {
    child.release();
    child.abort(new AbortedError('no more results are taken'));
  }
}
