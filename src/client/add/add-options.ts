import type { FieldValidation } from '../../index.js';
import type { CallOptions } from '../scope.js';

/** How a container is added. */
export interface AddOptions extends CallOptions {
  /** Everything but the storing: admission and validation of the server answer. */
  readonly dryRun?: boolean | undefined;
  /** Who is said to have set the fields, in `metadata.managedFields`; at most 128 characters. */
  readonly fieldManager?: string | undefined;
  /** What to do about fields the server does not know; default `Strict`. */
  readonly fieldValidation?: FieldValidation | undefined;
}

const validations: readonly unknown[] = ['Strict', 'Warn', 'Ignore'];

/** Refuses what the server would answer with the 422 of an invalid container. */
export function checkFieldValidation(value: unknown): void {
  if (value === undefined || validations.includes(value)) return;
  throw new TypeError(`fieldValidation: must be "Strict", "Warn" or "Ignore", got ${JSON.stringify(value)}`);
}
