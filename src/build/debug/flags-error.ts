/**
 * Thrown by `debugContainer` where `kubectl debug` ends with an error before any request, in
 * kubectl's words, and for what kubectl lets through although no API server takes it.
 */
export class DebugFlagsError extends Error {
  override readonly name = 'DebugFlagsError';
  /** Where the problem is: `profile`, `custom.ports`, `custom.env[0].name`, … */
  readonly fields: readonly [string, ...string[]];
  /** What to do about it, where that is not plain from the message. */
  readonly hint: string | undefined;

  constructor(message: string, fields: readonly [string, ...string[]], hint?: string) {
    super(message);
    this.fields = fields;
    this.hint = hint;
  }
}

/**
 * Tells by name, so it also holds for errors of another copy of this package.
 *
 * @example
 * ```ts
 * import { debugContainer, isDebugFlagsError } from 'ephemeral-containers';
 *
 * try {
 *   debugContainer({ image: 'busybox', tty: true });
 * } catch (error) {
 *   if (isDebugFlagsError(error)) console.error(error.message, error.hint);
 * }
 * ```
 */
export function isDebugFlagsError(error: unknown): error is DebugFlagsError {
  return error instanceof Error && error.name === 'DebugFlagsError' && 'fields' in error;
}
