import { type Finding, invalid, itself, nest, notSupported, required } from '../validate/finding.js';
import type { Judging } from '../validate/validation-context.js';
import { showTyped } from '../validate/show-typed.js';
import type { ResizePolicyValue } from './values.js';

/**
 * The server words these against the field as a whole, so they stand beside its refusal.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateResizePolicy
 */
export function checkResizePolicies(policies: readonly unknown[], judging: Judging, out: Finding[]): void {
  const mark = out.length;
  const rule = 'resize-policy';
  for (const policy of policies as readonly (ResizePolicyValue | null | undefined)[]) {
    const resource = policy?.resourceName ?? '';
    const restart = policy?.restartPolicy ?? '';
    if (resource === '') required(out, itself, rule);
    else if (resource !== 'cpu' && resource !== 'memory') {
      // a resource name prints itself, without quotes, until 1.34
      const shown = judging.minor >= 34 ? showTyped(resource, judging) : resource;
      notSupported(out, itself, shown, ['cpu', 'memory'], rule);
    }
    if (restart === '') required(out, itself, rule);
    else if (restart !== 'NotRequired' && restart !== 'RestartContainer') {
      notSupported(out, itself, showTyped(restart, judging), ['NotRequired', 'RestartContainer'], rule);
    }
    if (judging.pod?.restartPolicy === 'Never' && restart !== 'NotRequired') {
      const subject = judging.minor >= 36 ? 'pod `restartPolicy`' : '`restartPolicy`';
      const detail = `must be 'NotRequired' when ${subject} is 'Never'`;
      invalid(out, itself, showTyped(restart, judging), detail, rule);
    }
  }
  nest(out, mark, 'resizePolicy');
}
