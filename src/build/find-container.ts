import type { NamedContainer, Pod } from '../core/pod.js';

/** The container of this name, of whatever kind it is. Throws where the Pod has none, saying which it has. */
export function findContainer(pod: Pod, name: string): NamedContainer {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const all = [...containers, ...initContainers, ...ephemeralContainers];
  const found = all.find((container) => container.name === name);
  if (found !== undefined) return found;
  const names = all.map((container) => container.name).join(', ') || 'none';
  const owner = pod.metadata?.name === undefined ? 'the Pod' : `Pod ${JSON.stringify(pod.metadata.name)}`;
  throw new RangeError(`${owner} has no container ${JSON.stringify(name)}; its containers: ${names}`);
}
