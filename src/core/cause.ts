import type { Path } from './path.js';
import type { RuleId } from './rule-id.js';

/**
 * The machine-readable kind of a problem, as `status.details.causes[].reason` has it.
 *
 * Source: kubernetes v1.34 apimachinery pkg/apis/meta/v1/types.go CauseType
 */
export type CauseReason =
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueInvalid'
  | 'FieldValueNotFound'
  | 'FieldValueNotSupported'
  | 'FieldValueRequired'
  | 'FieldValueTooLong'
  | 'FieldValueTypeInvalid';

/** One problem, in the API server's own words. */
export interface StatusCause {
  readonly reason: CauseReason;
  /** The field as the API server names it: `spec.ephemeralContainers[0].ports`. */
  readonly field: string;
  /** The API server's message: `Forbidden: cannot be set for an Ephemeral Container`. */
  readonly message: string;
  /** Which rule found it: `forbidden-field`, `dns-label`, … Stable, to match on. */
  readonly rule: RuleId;
  /** Keys from the validated value to the part at fault: `['ports']`, or `[0, 'ports']` of a list. */
  readonly path: Path;
  /** What to do about it, where that is not plain from the message. */
  readonly hint?: string;
}

/** The text `kubectl` prints for a cause: field, then message. */
export function formatCause(cause: Pick<StatusCause, 'field' | 'message'>): string {
  return `${cause.field}: ${cause.message}`;
}
