import type { AppArmorProfileValue, SeccompProfileValue } from '../../generated/facts/rule-inputs.js';
import { byteLength, goQuote, trimGoSpace } from '../core/go-text.js';
import { explainLocalPath } from '../core/local-path.js';
import { type Findings, invalid, report, required } from '../validate/findings.js';
import { showTyped } from '../validate/show-typed.js';
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

const longestProfile = 4095;

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateAppArmorProfileField */
export function checkAppArmorProfile(
  profile: AppArmorProfileValue,
  context: ValidationContext,
  out: Findings,
): void {
  const name = profile.localhostProfile;
  const isSet = name !== undefined && name !== null;
  if (!profile.type) {
    required(out, 'type', 'app-armor-profile', 'type is required when appArmorProfile is set');
  } else if (profile.type === 'Localhost') {
    checkLocalhostName(isSet ? name : '', context, out);
  } else if (isSet && (profile.type === 'RuntimeDefault' || profile.type === 'Unconfined')) {
    const detail = 'can only be set when AppArmor type is Localhost';
    invalid(out, 'localhostProfile', showTyped(name, context), detail, 'app-armor-profile');
  }
}

function checkLocalhostName(name: string, context: ValidationContext, out: Findings): void {
  const rule = 'app-armor-profile';
  if (trimGoSpace(name) !== name) {
    invalid(out, 'localhostProfile', goQuote(name), 'must not be padded with whitespace', rule);
  } else if (name === '') {
    required(out, 'localhostProfile', rule, 'must be set when AppArmor type is Localhost');
  }
  if (byteLength(name) <= longestProfile) return;
  const limit =
    context.minor >= 32
      ? `may not be more than ${longestProfile} bytes`
      : `may not be longer than ${longestProfile}`;
  report(out, 'localhostProfile', 'FieldValueTooLong', `Too long: ${limit}`, rule);
}
