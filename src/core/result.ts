import type { StatusCause } from './cause.js';

/** What a validator answers: the value and warnings, or every cause at once. */
export type ValidationResult<Value> =
  | { readonly ok: true; readonly value: Value; readonly warnings: readonly string[] }
  | {
      readonly ok: false;
      readonly causes: readonly [StatusCause, ...StatusCause[]];
      readonly warnings: readonly string[];
    };
