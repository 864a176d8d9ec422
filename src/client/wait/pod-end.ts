import type { Pod } from '../../core/pod.js';
import { PodTerminatedError } from '../errors/gone.js';
import type { PodKey } from '../pod-ref.js';
import { podPhaseLag } from '../timing.js';
import type { ContainerState } from './container-state.js';
import type { GracePeriods } from './grace-periods.js';

/** The error for a container that can no longer change because its Pod ended or is deleted. */
export function endOf(
  grace: GracePeriods,
  state: ContainerState,
  pod: Pod,
  { name }: PodKey,
): PodTerminatedError | undefined {
  const { phase, reason, message } = pod.status ?? {};
  const ended = phase === 'Succeeded' || phase === 'Failed';
  // A running container gets its grace period, and the kubelet still reports its end.
  if (!ended && (!pod.metadata?.deletionTimestamp || state.phase === 'running')) return undefined;
  if (!grace.isOver('ended', podPhaseLag)) return undefined;
  const why = [reason, message].filter(Boolean).join(': ');
  return new PodTerminatedError(name, ended ? phase : 'Terminating', { why });
}
