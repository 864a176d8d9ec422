import type { ResourceFieldSelectorValue } from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { parseQuantity } from '../core/quantity.js';
import { type Findings, invalid, notSupported, required } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';

const supported = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];
const byteDivisors = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

/**
 * A limit or request of a container, in units of a divisor.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateContainerResourceFieldSelector
 */
export function checkResourceFieldRef(
  selector: ResourceFieldSelectorValue,
  _context: ValidationContext,
  out: Findings,
): void {
  const resource = selector.resource ?? '';
  if (resource === '') required(out, 'resource', 'resource-field-ref');
  else if (!supported.includes(resource) && !isHugePages(resource)) {
    notSupported(out, 'resource', goQuote(resource), supported, 'resource-field-ref');
  }
  const divisor = selector.divisor;
  if (divisor !== undefined && divisor !== null) checkDivisor(resource, divisor, out);
}

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateContainerResourceDivisor */
function checkDivisor(resource: string, divisor: string | number, out: Findings): void {
  const quantity = parseQuantity(divisor);
  if (quantity === undefined || quantity.isZero) return;
  const rule = divisorRule(resource);
  if (rule === undefined || rule.divisors.includes(quantity.text)) return;
  const detail = `only divisor's values ${rule.listed} are supported with the ${rule.subject} resource`;
  // the server prints the resource, not the divisor
  invalid(out, 'divisor', goQuote(resource), detail, 'resource-field-ref');
}

function divisorRule(
  resource: string,
): { subject: string; divisors: readonly string[]; listed: string } | undefined {
  const listed = byteDivisors.join(', ');
  if (isHugePages(resource)) return { subject: 'hugepages', divisors: byteDivisors, listed };
  switch (resource) {
    case 'limits.cpu':
    case 'requests.cpu':
      return { subject: 'cpu', divisors: ['1m', '1'], listed: '1m and 1' };
    case 'limits.memory':
    case 'requests.memory':
      return { subject: 'memory', divisors: byteDivisors, listed };
    case 'limits.ephemeral-storage':
    case 'requests.ephemeral-storage':
      return { subject: 'local ephemeral storage', divisors: byteDivisors, listed };
    default:
      return undefined;
  }
}

function isHugePages(resource: string): boolean {
  return resource.startsWith('requests.hugepages-') || resource.startsWith('limits.hugepages-');
}
