import type { ValidationResult } from '../core/result.js';

/**
 * The interface that form, router and RPC libraries take a validator by.
 *
 * Source: https://standardschema.dev, version 1
 */
export interface StandardSchema<Value> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'ephemeral-containers';
    readonly validate: (value: unknown) => StandardResult<Value>;
    readonly types?: { readonly input: Value; readonly output: Value };
  };
}

export type StandardResult<Value> =
  | { readonly value: Value; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

export interface StandardIssue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** A validator as a Standard Schema: an issue has the message and the path of a cause. */
export function standardSchemaOf<Value>(
  validate: (value: unknown) => ValidationResult<Value>,
): StandardSchema<Value> {
  return {
    '~standard': {
      version: 1,
      vendor: 'ephemeral-containers',
      validate: (value) => {
        const result = validate(value);
        if (result.ok) return { value: result.value };
        return { issues: result.causes.map(({ message, path }) => ({ message, path })) };
      },
    },
  };
}
