import type { ConfigMapKeySelectorValue, SecretKeySelectorValue } from '../../generated/facts/rule-inputs.js';
import { type Findings, required } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkConfigKey } from './config-key.js';
import { checkDnsSubdomain } from './dns-subdomain.js';

/**
 * A key of a ConfigMap or a Secret.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateConfigMapKeySelector,
 * validateSecretKeySelector
 */
export function checkKeyRef(
  selector: ConfigMapKeySelectorValue | SecretKeySelectorValue,
  _context: ValidationContext,
  out: Findings,
): void {
  checkDnsSubdomain(out, 'name', selector.name ?? '');
  if (!selector.key) required(out, 'key', 'config-key');
  else checkConfigKey(out, 'key', selector.key);
}
