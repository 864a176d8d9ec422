import type { SeccompProfileValue } from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { explainLocalPath } from '../core/local-path.js';
import { type Findings, invalid, required } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateSeccompProfileField */
export function checkSeccompProfile(
  profile: SeccompProfileValue,
  _context: ValidationContext,
  out: Findings,
): void {
  const path = profile.localhostProfile;
  const isSet = path !== undefined && path !== null;
  if (!profile.type) required(out, 'type', 'seccomp-profile', 'type is required when seccompProfile is set');
  if (profile.type === 'Localhost') {
    if (!isSet) {
      required(out, 'localhostProfile', 'seccomp-profile', 'must be set when seccomp type is Localhost');
      return;
    }
    for (const problem of explainLocalPath(path)) {
      invalid(out, 'localhostProfile', goQuote(path), problem, 'local-path');
    }
  } else if (isSet) {
    // the server prints the whole profile
    const detail = 'can only be set when seccomp type is Localhost';
    invalid(out, 'localhostProfile', '{…}', detail, 'seccomp-profile');
  }
}
