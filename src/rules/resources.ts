import { type JsonObject, member } from '../core/json.js';
import { type Findings, forbidden, self } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';

/**
 * Beside the refusal of the field, the one thing that the server says against it as a whole.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateResourceRequirements
 */
export function checkResources(resources: JsonObject, _context: ValidationContext, out: Findings): void {
  const names = [...Object.keys(member(resources, 'limits')), ...Object.keys(member(resources, 'requests'))];
  const hasHugePages = names.some((name) => name.startsWith('hugepages-'));
  if (!hasHugePages || names.includes('cpu') || names.includes('memory')) return;
  forbidden(out, self, 'HugePages require cpu or memory', 'resources');
}
