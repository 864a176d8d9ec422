import { goQuote } from '../core/go-text.js';
import { explainConfigKey } from '../core/keys.js';
import { type Findings, invalid } from '../validate/findings.js';

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateConfigMapKeySelector */
export function checkConfigKey(out: Findings, key: string, value: string): void {
  for (const problem of explainConfigKey(value)) invalid(out, key, goQuote(value), problem, 'config-key');
}
