import { type Finding, forbidden, itself } from '../validate/finding.js';
import type { Judging } from '../validate/validation-context.js';
import { type JsonObject, member } from '../validate/pod-facts.js';

/**
 * Beside the refusal of the field, the one thing that the server says against it as a whole.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateResourceRequirements
 */
export function checkResources(resources: JsonObject, _judging: Judging, out: Finding[]): void {
  const names = [...Object.keys(member(resources, 'limits')), ...Object.keys(member(resources, 'requests'))];
  const hasHugePages = names.some((name) => name.startsWith('hugepages-'));
  if (!hasHugePages || names.includes('cpu') || names.includes('memory')) return;
  forbidden(out, itself, 'HugePages require cpu or memory', 'resources');
}
