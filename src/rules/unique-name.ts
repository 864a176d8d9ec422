import { goQuote } from '../core/go-text.js';
import { duplicate, type Findings } from '../validate/findings.js';
import { nameOf, type ReadContainer } from '../validate/read-container.js';
import { stages } from '../validate/stages.js';

/**
 * Names are unique among all containers of the Pod.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateEphemeralContainers
 */
export function checkUniqueNames(
  list: readonly ReadContainer[],
  others: Iterable<string>,
  out: Findings,
): void {
  const taken = new Set(others);
  for (let index = 0; index < list.length; index++) {
    const name = nameOf(list[index]?.kept);
    if (taken.size < taken.add(name).size) continue;
    const finding = duplicate(out, 'name', goQuote(name), 'unique-name');
    finding.container = index;
    finding.stage = stages.uniqueName;
  }
}
