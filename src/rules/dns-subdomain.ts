import { explainDnsSubdomain } from '../core/dns-names.js';
import { goQuote } from '../core/go-text.js';
import { type Findings, invalid } from '../validate/findings.js';

/**
 * The name of an object. `shown` prints the value as the server does here.
 *
 * Source: kubernetes v1.34 apimachinery pkg/api/validation/generic.go NameIsDNSSubdomain
 */
export function checkDnsSubdomain(out: Findings, key: string, value: string, shown = goQuote): void {
  for (const problem of explainDnsSubdomain(value)) {
    invalid(out, key, shown(value), problem, 'dns-subdomain');
  }
}
