import { volumeMountBindMountOptions } from '../../generated/facts/enums.js';
import type { VolumeMountValue } from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { duplicate, type Finding, invalid, nest, notSupported, self } from '../validate/finding.js';
import { showTyped } from '../validate/show-typed.js';
import type { ValidationContext } from '../validate/validation-context.js';

const supported: readonly string[] = volumeMountBindMountOptions;

/** Source: kubernetes v1.37 pkg/apis/core/validation/validation.go validateBindMountOptions */
export function checkBindMountOptions(
  mount: VolumeMountValue,
  context: ValidationContext,
  out: Finding[],
): void {
  const options = mount.bindMountOptions ?? [];
  const rule = 'bind-mount-options';
  const seen = new Set<string>();
  for (let index = 0; index < options.length; index++) {
    const option = options[index] ?? '';
    const mark = out.length;
    if (!supported.includes(option)) notSupported(out, self, goQuote(option), supported, rule);
    if (seen.has(option)) duplicate(out, self, goQuote(option), rule);
    seen.add(option);
    nest(out, mark, 'bindMountOptions', index);
  }
  if (options.length === 0 || !context.pod?.volumes.get(mount.name ?? '')?.['image']) return;
  const shown = `[${options.map((option) => showTyped(option ?? '', context)).join(',')}]`;
  invalid(out, 'bindMountOptions', shown, 'bindMountOptions may not be used with image volumes', rule);
}
