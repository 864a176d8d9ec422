import { goQuote } from '../core/go-text.js';
import { duplicate, type Finding, invalid, itself, nest, notSupported } from '../validate/finding.js';
import type { Judging } from '../validate/validation-context.js';
import { showTyped } from '../validate/show-typed.js';
import type { VolumeMountValue } from './values.js';

const supported = ['nodev', 'noexec', 'nosuid'];

/** Source: kubernetes v1.37 pkg/apis/core/validation/validation.go validateBindMountOptions */
export function checkBindMountOptions(mount: VolumeMountValue, judging: Judging, out: Finding[]): void {
  const options = mount.bindMountOptions ?? [];
  const rule = 'bind-mount-options';
  const seen = new Set<string>();
  for (let index = 0; index < options.length; index++) {
    const option = options[index] ?? '';
    const mark = out.length;
    if (!supported.includes(option)) notSupported(out, itself, goQuote(option), supported, rule);
    if (seen.has(option)) duplicate(out, itself, goQuote(option), rule);
    seen.add(option);
    nest(out, mark, 'bindMountOptions', index);
  }
  if (options.length === 0 || !judging.pod?.volumes.get(mount.name ?? '')?.['image']) return;
  const shown = `[${options.map((option) => showTyped(option ?? '', judging)).join(',')}]`;
  invalid(out, 'bindMountOptions', shown, 'bindMountOptions may not be used with image volumes', rule);
}
