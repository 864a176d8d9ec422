import type { Pod } from '../../core/pod.js';
import type { ClientContext } from '../context.js';
import { PodNotFoundError, PodReplacedError, PodTerminatedError } from '../errors/gone.js';
import type { PodKey } from '../pod-ref.js';
import { readPod } from '../read-pod.js';
import type { Scope } from '../scope.js';

/** The Pod as it is now: an error where it is gone, or another one has its name. */
export async function readSamePod(
  context: ClientContext,
  podKey: PodKey,
  uid: string | undefined,
  scope: Scope,
): Promise<Pod> {
  try {
    const pod = await readPod(context, podKey, scope);
    refuseOther(pod, podKey, uid);
    return pod;
  } catch (error) {
    throw asDeleted(error, podKey);
  }
}

export function refuseOther(pod: Pod, { name }: PodKey, uid: string | undefined): void {
  if (uid === undefined || pod.metadata?.uid === uid) return;
  throw new PodReplacedError(
    `Pod "${name}" was replaced by another of that name: its uid was ${uid}, and is ${pod.metadata?.uid}`,
  );
}

/** A Pod that was there, and is not found, was deleted. */
export function asDeleted(error: unknown, podKey: PodKey): unknown {
  return error instanceof PodNotFoundError ? deleted(podKey, error) : error;
}

export function deleted({ name }: PodKey, cause?: PodNotFoundError): PodTerminatedError {
  return new PodTerminatedError(name, 'Deleted', { cause, status: cause?.status });
}
