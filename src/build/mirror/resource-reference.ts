import { type JsonObject, member } from '../../core/json.js';
import type { Pod } from '../../core/pod.js';
import { parseQuantity } from '../../core/quantity.js';
import { listContainers, type PodContainer } from '../list-containers.js';

/** Limits that the kubelet puts in where a container sets none: what the node can give. */
const defaulted = /^limits\.(cpu|memory|ephemeral-storage)$/;

/**
 * Names the target in a variable that reads its own container's resources, for a new container to read
 * the same.
 */
export function pointAt(pod: Pod, target: PodContainer, variable: JsonObject): JsonObject {
  const valueFrom = member(variable, 'valueFrom');
  const reference = member(valueFrom, 'resourceFieldRef');
  const { resource, containerName } = reference;
  const isNamed = typeof containerName === 'string' && containerName !== '';
  if (typeof resource !== 'string' || isNamed || !readsSameByName(pod, target, resource)) return variable;
  return {
    ...variable,
    valueFrom: { ...valueFrom, resourceFieldRef: { ...reference, containerName: target.name } },
  };
}

/**
 * Whether the kubelet answers by name what it answers the target itself. It does not find ephemeral
 * containers by name, and for limits that are not set it has the node's only for regular ones. Such
 * variables are right as they are: the new container sets no limits either.
 *
 * Source: kubernetes v1.37 pkg/kubelet/kubelet_pods.go containerResourceRuntimeValue,
 * pkg/kubelet/kubelet_resources.go defaultPodLimitsForDownwardAPI, pkg/api/v1/resource/helpers.go
 * findContainerInPod
 */
function readsSameByName(pod: Pod, target: PodContainer, resource: string): boolean {
  if (listContainers(pod, ['containers']).includes(target)) return true;
  if (!listContainers(pod, ['initContainers']).includes(target)) return false;
  return !defaulted.test(resource) || setsLimit(target, resource);
}

/**
 * A limit of zero is none.
 *
 * Source: kubernetes v1.37 pkg/api/v1/resource/helpers.go MergeContainerResourceLimits
 */
function setsLimit(target: PodContainer, resource: string): boolean {
  const limit = member(member(target, 'resources'), 'limits')[resource.slice('limits.'.length)];
  if (typeof limit !== 'string' && typeof limit !== 'number') return false;
  return parseQuantity(limit)?.isZero === false;
}
