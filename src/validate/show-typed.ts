import { goJson, goQuote } from '../core/go-text.js';
import type { ValidationContext } from './validation-context.js';

/**
 * Prints a value that is a named string type or a pointer in Go: quoted as Go does before 1.34,
 * as JSON since.
 *
 * Source: kubernetes v1.33 and v1.34 apimachinery pkg/util/validation/field/errors.go Error.ErrorBody
 */
export function showTyped(value: string, context: ValidationContext): string {
  return context.minor >= 34 ? goJson(value) : goQuote(value);
}
