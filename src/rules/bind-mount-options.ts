import { volumeMountBindMountOptions } from '../../generated/facts/enums.js';
import type { VolumeMountValue } from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { duplicate, enter, type Findings, invalid, leave, notSupported, self } from '../validate/findings.js';
import { showTyped } from '../validate/show-typed.js';
import type { ValidationContext } from '../validate/validation-context.js';

const supported: readonly string[] = volumeMountBindMountOptions;

/** Source: kubernetes v1.37 pkg/apis/core/validation/validation.go validateBindMountOptions */
export function checkBindMountOptions(
  mount: VolumeMountValue,
  context: ValidationContext,
  out: Findings,
): void {
  const options = mount.bindMountOptions ?? [];
  const rule = 'bind-mount-options';
  const seen = new Set<string>();
  for (let index = 0; index < options.length; index++) {
    const option = options[index] ?? '';
    enter(out, 'bindMountOptions', index);
    if (!supported.includes(option)) notSupported(out, self, goQuote(option), supported, rule);
    if (seen.has(option)) duplicate(out, self, goQuote(option), rule);
    seen.add(option);
    leave(out);
  }
  if (options.length === 0 || !context.pod?.volumes.get(mount.name ?? '')?.['image']) return;
  const shown = `[${options.map((option) => showTyped(option ?? '', context)).join(',')}]`;
  invalid(out, 'bindMountOptions', shown, 'bindMountOptions may not be used with image volumes', rule);
}
