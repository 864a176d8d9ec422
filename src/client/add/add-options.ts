import type { OptionNames } from '../../core/known-options.js';
import type { EphemeralContainer, FieldValidation } from '../../index.js';
import { type CallOptions, ofCall } from '../scope.js';

/** A container to add; without a name it gets one: `debugger-` and five characters. */
export type ContainerToAdd = Omit<EphemeralContainer, 'name'> & { readonly name?: string };

/** How a container is added. */
export interface AddOptions extends CallOptions {
  /** Everything but the storing: admission and validation of the server answer. */
  readonly dryRun?: boolean | undefined;
  /** Who is said to have set the fields, in `metadata.managedFields`; at most 128 characters. */
  readonly fieldManager?: string | undefined;
  /** What to do about fields the server does not know; default `Strict`. */
  readonly fieldValidation?: FieldValidation | undefined;
}

export const ofAdd: OptionNames<AddOptions> = {
  ...ofCall,
  dryRun: true,
  fieldManager: true,
  fieldValidation: true,
};

const validations: readonly unknown[] = ['Strict', 'Warn', 'Ignore'];

/** Refuses what the server would answer with the 422 of an invalid container. */
export function checkFieldValidation(value: unknown): void {
  if (value === undefined || validations.includes(value)) return;
  throw new TypeError(`fieldValidation: must be "Strict", "Warn" or "Ignore", got ${JSON.stringify(value)}`);
}
