import type { FileKeySelectorValue } from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { explainRelaxedEnvName } from '../core/keys.js';
import { explainBacksteps } from '../core/local-path.js';
import { type Findings, invalid, required } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkDnsLabel } from './dns-label.js';

/** Source: kubernetes v1.35 pkg/apis/core/validation/validation.go validateFileKeySelector */
export function checkFileKeyRef(
  selector: FileKeySelectorValue,
  context: ValidationContext,
  out: Findings,
): void {
  if (!selector.key) required(out, 'key', 'file-key-ref');
  else {
    for (const problem of explainRelaxedEnvName(selector.key)) {
      invalid(out, 'key', goQuote(selector.key), problem, 'env-name');
    }
  }
  if (!selector.volumeName) required(out, 'volumeName', 'file-key-ref');
  else checkDnsLabel(out, 'volumeName', selector.volumeName, context);
  if (!selector.path) required(out, 'path', 'file-key-ref');
  else {
    for (const problem of explainBacksteps(selector.path)) {
      invalid(out, 'path', goQuote(selector.path), problem, 'local-path');
    }
  }
}
