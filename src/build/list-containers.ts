import { type JsonObject, objects } from '../core/json.js';
import type { NamedContainer, Pod } from '../core/pod.js';

/** The lists of a Pod that containers are in. */
export type ContainerKind = 'containers' | 'initContainers' | 'ephemeralContainers';

export type PodContainer = JsonObject & NamedContainer;

const everyKind = ['containers', 'initContainers', 'ephemeralContainers'] as const;

/**
 * The containers of these kinds, by kind. The Pod may be anything: it came over a network, where a
 * null stands for what is absent, be it a list, something in one, or the Pod.
 */
export function listContainers(
  pod: Pod | null | undefined,
  kinds: readonly ContainerKind[] = everyKind,
): PodContainer[] {
  return kinds.flatMap((kind) => objects(pod?.spec?.[kind])).filter(isNamed);
}

function isNamed(container: JsonObject): container is PodContainer {
  return typeof container['name'] === 'string';
}
