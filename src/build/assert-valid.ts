import { InvalidEphemeralContainerError } from '../core/invalid-error.js';
import type { Pod } from '../core/pod.js';
import type { ValidationResult } from '../core/result.js';

/**
 * Throws every cause of a result that is not `ok`, as one error about the Pod.
 *
 * @throws InvalidEphemeralContainerError
 */
export function assertValid(result: ValidationResult<unknown>, pod?: Pod): void {
  if (!result.ok) throw new InvalidEphemeralContainerError(result.causes, pod?.metadata?.name);
}
