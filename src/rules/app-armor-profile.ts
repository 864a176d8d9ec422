import type { AppArmorProfileValue } from '../../generated/facts/rule-inputs.js';
import { byteLength, goQuote, trimGoSpace } from '../core/go-text.js';
import { type Findings, invalid, report, required } from '../validate/findings.js';
import { showTyped } from '../validate/show-typed.js';
import type { ValidationContext } from '../validate/validation-context.js';

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
