import type { EnvVarSourceValue, EnvVarValue } from '../../generated/facts/rule-inputs.js';
import { type Findings, invalid, required } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';
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
