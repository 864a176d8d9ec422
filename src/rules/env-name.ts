import { goQuote } from '../core/go-text.js';
import { explainEnvName, explainRelaxedEnvName } from '../core/keys.js';
import { type Findings, invalid } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';

/**
 * The name of an environment variable, or a prefix of names. From 1.32 on anything printable
 * but `=` will do; in 1.30 and 1.31, in a Pod that already has such a name.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateEnv
 */
export function checkEnvName(out: Findings, key: string, value: string, context: ValidationContext): void {
  const { minor, pod } = context;
  const relaxed = minor >= 32 || (minor >= 30 && pod?.relaxedEnvNames === true);
  for (const problem of relaxed ? explainRelaxedEnvName(value) : explainEnvName(value)) {
    invalid(out, key, goQuote(value), problem, 'env-name');
  }
}
