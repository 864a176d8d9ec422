import type { PodKey } from '../../client/index.js';
import type { Pod } from '../../index.js';

/** Of a Pod as read from the API, which has both names. */
export function podKeyOf({ metadata }: Pod): PodKey {
  return { namespace: metadata?.namespace ?? '', name: metadata?.name ?? '' };
}
