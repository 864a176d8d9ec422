import type { ValidationResult } from '../core/result.js';
import type { ValidateOptions } from './options.js';
import { parseMinor } from './parse-minor.js';
import { type ContainerBinding, findDoubtful, locate, readDoubtful } from './read-container.js';
import { noWarnings, toResult } from './to-result.js';
import type { ValidationContext } from './validation-context.js';

/** Validates adding a container to some Pod, of which nothing is known. */
export function validateAlone(
  container: unknown,
  options: Omit<ValidateOptions, 'pod'> | undefined,
  binding: ContainerBinding,
): ValidationResult<unknown> {
  const minor = minorNumber(options, binding);
  const doubtful = findDoubtful(container, minor, options?.allowPrivileged, binding);
  if (doubtful === 0) return { ok: true, value: container, warnings: noWarnings };
  const context = createContext(minor, options?.allowPrivileged);
  const read = readDoubtful(container, context, binding, doubtful);
  return toResult(locate(read, 0), read.sent, context, {
    fieldValidation: options?.fieldValidation,
    order: binding.order,
    inList: false,
  });
}

/** @throws RangeError where the minor is not supported. */
export function minorNumber(
  options: Pick<ValidateOptions, 'minor'> | undefined,
  binding: ContainerBinding,
): number {
  return options?.minor === undefined ? binding.minor : Number(parseMinor(options.minor).slice(2));
}

export function createContext(
  minor: number,
  allowPrivileged = true,
  inPod: Partial<Pick<ValidationContext, 'pod' | 'checkInPod'>> = {},
): ValidationContext {
  const { pod, checkInPod } = inPod;
  return { minor, pod, checkInPod, allowPrivileged, undecodedCount: 0, hasNonJson: false };
}
