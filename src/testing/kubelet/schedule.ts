import type { PodObject } from '../model/objects.js';
import { timestamp } from '../model/store.js';
import { changePod, keyOf, type Node } from './container-life.js';
import { recordScheduled } from './events.js';

/** The one node there is. */
export const nodeName = 'node';

/**
 * Gives a Pod the node, as the default scheduler does. A Pod of another scheduler waits for good, and
 * so does one that asks for more than a node without labels.
 */
export function schedule({ store }: Node, pod: PodObject): void {
  const { nodeName: given = '', schedulerName, nodeSelector = {}, schedulingGates = [] } = pod.spec;
  if (given !== '' || schedulerName !== 'default-scheduler') return;
  if (Object.keys(nodeSelector as object).length > 0 || (schedulingGates as []).length > 0) return;
  changePod(store, keyOf(pod), pod.metadata.uid, (current) => {
    current.spec.nodeName = nodeName;
    const condition = { type: 'PodScheduled', status: 'True', lastProbeTime: null };
    current.status['conditions'] = [{ ...condition, lastTransitionTime: timestamp() }];
  });
  recordScheduled(store, pod, nodeName);
}
