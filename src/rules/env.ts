import type {
  ConfigMapKeySelectorValue,
  EnvFromSourceValue,
  EnvVarSourceValue,
  EnvVarValue,
  SecretKeySelectorValue,
} from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { type Findings, invalid, required, self } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkConfigKey } from './config-key.js';
import { checkDnsSubdomain } from './dns-subdomain.js';
import { checkEnvName } from './env-name.js';

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateEnv */
export function checkEnvVar(variable: EnvVarValue, context: ValidationContext, out: Findings): void {
  if (!variable.name) required(out, 'name', 'env-name');
  else checkEnvName(out, 'name', variable.name, context);
  if (variable.valueFrom) checkSources(variable.value, variable.valueFrom, context, out);
}

/**
 * Exactly one source, and no value beside it.
 *
 * Source: kubernetes v1.35 pkg/apis/core/validation/validation.go validateEnvVarValueFrom
 */
function checkSources(
  value: string | null | undefined,
  source: EnvVarSourceValue,
  context: ValidationContext,
  out: Findings,
): void {
  const count =
    (source.fieldRef ? 1 : 0) +
    (source.resourceFieldRef ? 1 : 0) +
    (source.configMapKeyRef ? 1 : 0) +
    (source.secretKeyRef ? 1 : 0) +
    (source.fileKeyRef ? 1 : 0);
  if (count === 0) invalid(out, 'valueFrom', '""', nameSources(context), 'env-source');
  else if (value)
    invalid(out, 'valueFrom', '""', 'may not be specified when `value` is not empty', 'env-source');
  else if (count > 1) {
    invalid(out, 'valueFrom', '""', 'may not have more than one field specified at a time', 'env-source');
  }
}

function nameSources(context: ValidationContext): string {
  const files =
    context.minor >= 35 || (context.minor === 34 && context.pod?.isInUse('EnvVarSource.fileKeyRef') === true);
  const last = files ? '`secretKeyRef` or `fileKeyRef`' : '`secretKeyRef`';
  const before = files ? '`configMapKeyRef`, ' : '`configMapKeyRef` or ';
  return `must specify one of: \`fieldRef\`, \`resourceFieldRef\`, ${before}${last}`;
}

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

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateEnvFrom */
export function checkEnvFrom(source: EnvFromSourceValue, context: ValidationContext, out: Findings): void {
  if (source.prefix) checkEnvName(out, 'prefix', source.prefix, context);
  if (source.configMapRef && source.secretRef) {
    refuse(out, 'may not have more than one field specified at a time');
  } else if (!source.configMapRef && !source.secretRef) {
    refuse(out, 'must specify one of: `configMapRef` or `secretRef`');
  }
}

/** The server names the whole list, not the element. */
function refuse(out: Findings, detail: string): void {
  invalid(out, self, '""', detail, 'env-source').omitIndex = true;
}

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
