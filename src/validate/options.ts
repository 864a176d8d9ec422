import type { Pod } from '../core/pod.js';
import type { MinorVersion } from './parse-minor.js';

/** What to do about fields that the server does not know, as `fieldValidation` in the API. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export interface ValidateOptions {
  /** The Pod the container is for. Without it, references to its volumes and containers are not validated. */
  readonly pod?: Pod | undefined;
  /** The Kubernetes minor to validate as; that of the entry point where absent. */
  readonly minor?: MinorVersion | undefined;
  /** `Strict` (default) refuses unknown fields, `Warn` lists them in `warnings`, `Ignore` says nothing. */
  readonly fieldValidation?: FieldValidation | undefined;
  /** Whether kube-apiserver runs with `--allow-privileged`, as every common installer has it. Default true. */
  readonly allowPrivileged?: boolean | undefined;
}

/** Options for validating a whole list. */
export interface ValidateListOptions extends ValidateOptions {
  /** The Pod that has the present list. Without it, each container and their names are validated alone. */
  readonly pod?: Pod | undefined;
}
