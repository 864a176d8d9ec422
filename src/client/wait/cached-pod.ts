import type { Pod } from '../../core/pod.js';
import type { ClientContext } from '../context.js';
import type { PodKey } from '../pod-ref.js';
import type { Scope } from '../scope.js';
import { podCacheTime } from '../timing.js';
import { stateOf } from './container-state.js';
import { createGracePeriods } from './grace-periods.js';
import { endOf } from './pod-end.js';
import { readSamePod } from './same-pod.js';

/** A Pod as it was last seen. */
export interface CachedPod {
  pod: Pod | undefined;
  /** The resourceVersion to watch from; undefined where a list must come first. */
  resourceVersion: string | undefined;
  /** When it was seen, in milliseconds since 1970; 0 forces a new read. */
  seenAt: number;
}

/** An empty cache. */
export function emptyCache(): CachedPod {
  return { pod: undefined, resourceVersion: undefined, seenAt: 0 };
}

export function isFresh({ seenAt }: CachedPod): boolean {
  return Date.now() - seenAt < podCacheTime;
}

/**
 * Reads a Pod outside a watch. Rejects where it is gone, was replaced, or can no longer run the
 * container. A Pod seen just now is not read again, unless `anew`.
 */
export type ReadPod = (scope: Scope, options?: { readonly anew?: boolean }) => Promise<Pod>;

export function readThrough(
  context: ClientContext,
  podKey: PodKey,
  containerName: string,
  cache: CachedPod & { pod: Pod },
): ReadPod {
  const grace = createGracePeriods();
  return async (scope, { anew = false } = {}) => {
    if (!anew && isFresh(cache)) return cache.pod;
    const pod = await readSamePod(context, podKey, cache.pod.metadata?.uid, scope);
    Object.assign(cache, { pod, resourceVersion: pod.metadata?.resourceVersion, seenAt: Date.now() });
    const state = stateOf(pod, containerName);
    const ended = state.phase === 'terminated' ? undefined : endOf(grace, state, pod, podKey);
    if (ended) throw ended;
    return pod;
  };
}
