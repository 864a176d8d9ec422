import type { EnvFromSourceValue } from '../../generated/facts/rule-inputs.js';
import { type Findings, invalid, self } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkEnvName } from './env-name.js';

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
