import { timestamp } from '../api/store.js';
import type { PodObject } from '../objects.js';

const conditionTypes = [
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
] as const;

/**
 * Derives a Pod's phase and conditions from its containers. Nothing is restarted here: what ends
 * under another policy than `Never` and `OnFailure` leaves its Pod running.
 *
 * Source: kubernetes v1.37 pkg/kubelet/kubelet_pods.go getPhase
 */
export function updatePhase(pod: PodObject): void {
  const states = pod.spec.containers.map(
    ({ name }) => pod.status.containerStatuses?.find((status) => status.name === name)?.state ?? {},
  );
  const isOver =
    pod.spec['restartPolicy'] !== 'Always' && states.every((state) => state.terminated !== undefined);
  if (isOver) {
    const failed = states.some((state) => state.terminated?.exitCode !== 0);
    pod.status.phase = failed ? 'Failed' : 'Succeeded';
  } else if (states.some((state) => state.running !== undefined || state.terminated !== undefined)) {
    pod.status.phase = 'Running';
  }
  if (pod.status['startTime'] === undefined) Object.assign(pod.status, placement());
  setConditions(
    pod,
    states.every((state) => state.running !== undefined),
  );
}

/** What a Pod has once it is on a node. */
export function placement(): object {
  return {
    hostIP: '127.0.0.1',
    podIP: '10.0.0.1',
    podIPs: [{ ip: '10.0.0.1' }],
    startTime: timestamp(),
  };
}

export function setConditions(pod: PodObject, ready: boolean): void {
  const before = (pod.status['conditions'] ?? []) as { type: string; status: string }[];
  pod.status['conditions'] = conditionTypes.map((type) => {
    const status = ready || !type.endsWith('Ready') ? 'True' : 'False';
    const same = before.find((condition) => condition.type === type && condition.status === status);
    return same ?? { type, status, lastProbeTime: null, lastTransitionTime: timestamp() };
  });
}
