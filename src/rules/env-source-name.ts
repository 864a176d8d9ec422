import { goQuote } from '../core/go-text.js';
import { type Findings, required } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkDnsSubdomain } from './dns-subdomain.js';

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateConfigMapEnvSource, validateSecretEnvSource */
export function checkEnvSourceName(
  source: { readonly name?: string | null | undefined },
  _context: ValidationContext,
  out: Findings,
): void {
  if (!source.name) required(out, 'name', 'dns-subdomain');
  else checkNamePrefix(out, source.name);
}

/**
 * Here a name may also be the beginning of one: a last dash is taken for the letter that follows it,
 * and the byte before it goes unread.
 *
 * Source: kubernetes v1.34 apimachinery pkg/api/validation/generic.go maskTrailingDash
 */
function checkNamePrefix(out: Findings, name: string): void {
  const masks = name.length > 1 && name.endsWith('-') && name.charCodeAt(name.length - 2) < 0x80;
  checkDnsSubdomain(out, 'name', masks ? `${name.slice(0, -2)}a` : name, () => goQuote(name));
}
