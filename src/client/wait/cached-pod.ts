import type { Pod } from '../../core/pod.js';
import type { Context } from '../context.js';
import type { PodKey } from '../pod-ref.js';
import type { Scope } from '../scope.js';
import { stateOf } from './container-state.js';
import { createGracePeriods } from './grace-periods.js';
import { endOf } from './pod-end.js';
import { readSamePod } from './same-pod.js';

/**
 * Looks at a Pod that nothing watches: rejects where it is gone, another one has its name, or it can
 * have no more of the container. One that was seen just now is not asked for, unless `anew`.
 */
export type PodLook = (scope: Scope, options?: { readonly anew?: boolean }) => Promise<Pod>;

/** What was last seen of a Pod, and when; 0: it is to be looked at anew. */
export interface LastSeen {
  pod: Pod;
  at: number;
}

/** Milliseconds for which a Pod is taken to be as it was seen. */
export const freshFor = 3_000;

export function createPodLook(
  context: Context,
  podKey: PodKey,
  containerName: string,
  lastSeen: LastSeen,
): PodLook {
  const grace = createGracePeriods();
  return async (scope, { anew = false } = {}) => {
    if (!anew && Date.now() - lastSeen.at < freshFor) return lastSeen.pod;
    const pod = await readSamePod(context, podKey, lastSeen.pod.metadata?.uid, scope);
    lastSeen.pod = pod;
    lastSeen.at = Date.now();
    const state = stateOf(pod, containerName);
    const ended = state.phase === 'terminated' ? undefined : endOf(grace, state, pod, podKey);
    if (ended) throw ended;
    return pod;
  };
}
