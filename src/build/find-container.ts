import type { Pod } from '../core/pod.js';
import { listContainers, type PodContainer } from './list-containers.js';

/** The container of this name, of whatever kind it is. Throws where the Pod has none, saying which it has. */
export function findContainer(pod: Pod, name: string): PodContainer {
  const all = listContainers(pod);
  const found = all.find((container) => container.name === name);
  if (found !== undefined) return found;
  const names = all.map((container) => container.name).join(', ') || 'none';
  const podName: unknown = pod?.metadata?.name;
  const owner = typeof podName === 'string' ? `Pod ${JSON.stringify(podName)}` : 'the Pod';
  throw new RangeError(`${owner} has no container ${JSON.stringify(name)}; its containers: ${names}`);
}
