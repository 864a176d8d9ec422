import type { Pod } from '../../core/pod.js';
import { invalidPodStatus } from '../../core/status.js';
import { mirrorPodMessage } from '../errors/from-status.js';
import { PodTerminatedError } from '../errors/gone.js';
import { MirrorPodError } from '../errors/refused.js';

const mirrorAnnotation = 'kubernetes.io/config.mirror';

/** Refuses a Pod that takes no ephemeral container, or would never start it. */
export function refusePod(pod: Pod): void {
  refuseMirrorPod(pod);
  refuseEndedPod(pod);
}

/** Refuses a mirror Pod, in the server's words; servers before 1.27 take it and never start it. */
function refuseMirrorPod(pod: Pod): void {
  if (pod.metadata?.annotations?.[mirrorAnnotation] === undefined) return;
  const status = invalidPodStatus(pod.metadata.name ?? '', [
    {
      reason: 'FieldValueForbidden',
      field: '[]',
      message: `Forbidden: ${mirrorPodMessage}`,
      rule: 'mirror-pod',
      path: [],
    },
  ]);
  throw new MirrorPodError(status.message ?? mirrorPodMessage, { status });
}

/**
 * Refuses a Pod that ended or is being deleted. The server takes the addition, but the kubelet
 * never starts the container, and it can never be removed.
 */
function refuseEndedPod(pod: Pod): void {
  const name = pod.metadata?.name ?? '';
  const { phase, reason, message } = pod.status ?? {};
  if (phase === 'Succeeded' || phase === 'Failed') {
    throw new PodTerminatedError(name, phase, { why: [reason, message].filter(Boolean).join(': ') });
  }
  if (pod.metadata?.deletionTimestamp) throw new PodTerminatedError(name, 'Terminating');
}
