import { explainDnsLabel } from '../core/dns-names.js';
import { goQuote } from '../core/go-text.js';
import { type Findings, invalid } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateDNS1123Label */
export function checkDnsLabel(out: Findings, key: string, value: string, context: ValidationContext): void {
  for (const problem of explainDnsLabel(value, context.minor)) {
    invalid(out, key, goQuote(value), problem, 'dns-label');
  }
}
