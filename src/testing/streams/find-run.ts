import type { ServerContext } from '../api/context.js';
import type { ContainerRun } from '../kubelet/run.js';
import { badRequest } from '../model/errors.js';
import type { PodObject } from '../model/objects.js';

/**
 * The container that a log or attach request means, and its run if the node has one; throws 400.
 *
 * Source: kubernetes v1.37 pkg/registry/core/pod/strategy.go validateContainer
 */
export function findContainerRun(
  context: ServerContext,
  pod: PodObject,
  asked: string,
): { name: string; run: ContainerRun | undefined } {
  const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec;
  const names = [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name);
  const [only, second] = containers;
  const name = asked === '' && second === undefined ? (only?.name ?? '') : asked;
  if (name === '') {
    throw badRequest(
      `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(' ')}]`,
    );
  }
  if (!names.includes(name)) throw badRequest(`container ${name} is not valid for pod ${pod.metadata.name}`);
  return { name, run: context.kubelet.find(pod, name) };
}
