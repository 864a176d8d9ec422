import type { Pod } from '../../core/pod.js';
import type { Context } from '../context.js';
import { PodNotFoundError, PodReplacedError, PodTerminatedError } from '../errors/gone.js';
import type { Target } from '../pod-ref.js';
import { readPod } from '../read-pod.js';
import type { Scope } from '../scope.js';

/** The Pod as it is now: an error where it is gone, or another one has its name. */
export async function readSamePod(
  context: Context,
  target: Target,
  uid: string | undefined,
  scope: Scope,
): Promise<Pod> {
  try {
    const pod = await readPod(context, target, scope);
    refuseOther(pod, target, uid);
    return pod;
  } catch (error) {
    throw asDeleted(error, target);
  }
}

export function refuseOther(pod: Pod, { name }: Target, uid: string | undefined): void {
  if (uid === undefined || pod.metadata?.uid === uid) return;
  throw new PodReplacedError(
    `Pod "${name}" was replaced by another of that name: its uid was ${uid}, and is ${pod.metadata?.uid}`,
  );
}

/** A Pod that was there, and is not found, was deleted. */
export function asDeleted(error: unknown, target: Target): unknown {
  return error instanceof PodNotFoundError ? deleted(target, error) : error;
}

export function deleted({ name }: Target, cause?: PodNotFoundError): PodTerminatedError {
  return new PodTerminatedError(name, 'Deleted', { cause, status: cause?.status });
}
