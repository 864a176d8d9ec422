import type { ContainerResizePolicyValue } from '../../generated/facts/rule-inputs.js';
import { enter, type Findings, invalid, leave, notSupported, required, self } from '../validate/findings.js';
import { showTyped } from '../validate/show-typed.js';
import type { ValidationContext } from '../validate/validation-context.js';

/**
 * The server words these against the field as a whole, so they stand beside its refusal.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateResizePolicy
 */
export function checkResizePolicies(
  policies: readonly unknown[],
  context: ValidationContext,
  out: Findings,
): void {
  enter(out, 'resizePolicy');
  const rule = 'resize-policy';
  for (const policy of policies as readonly (ContainerResizePolicyValue | null | undefined)[]) {
    const resource = policy?.resourceName ?? '';
    const restart = policy?.restartPolicy ?? '';
    if (resource === '') required(out, self, rule);
    else if (resource !== 'cpu' && resource !== 'memory') {
      // a resource name prints itself, without quotes, until 1.34
      const shown = context.minor >= 34 ? showTyped(resource, context) : resource;
      notSupported(out, self, shown, ['cpu', 'memory'], rule);
    }
    if (restart === '') required(out, self, rule);
    else if (restart !== 'NotRequired' && restart !== 'RestartContainer') {
      notSupported(out, self, showTyped(restart, context), ['NotRequired', 'RestartContainer'], rule);
    }
    if (context.pod?.restartPolicy === 'Never' && restart !== 'NotRequired') {
      const subject = context.minor >= 36 ? 'pod `restartPolicy`' : '`restartPolicy`';
      const detail = `must be 'NotRequired' when ${subject} is 'Never'`;
      invalid(out, self, showTyped(restart, context), detail, rule);
    }
  }
  leave(out);
}
