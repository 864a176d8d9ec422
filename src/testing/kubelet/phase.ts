import type { PodObject } from '../model/objects.js';
import { timestamp } from '../model/store.js';

/**
 * Derives a Pod's phase and conditions from its containers. Nothing is restarted here: what ends
 * under another policy than `Never` and `OnFailure` leaves its Pod running.
 *
 * Source: kubernetes v1.37 pkg/kubelet/kubelet_pods.go getPhase
 */
export function updatePhase(pod: PodObject, minor: number): void {
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
  if (pod.status['startTime'] === undefined) Object.assign(pod.status, placement(minor));
  setConditions(
    pod,
    states.every((state) => state.running !== undefined),
    minor,
  );
}

/** What a Pod has once it is on a node. */
export function placement(minor: number): object {
  return {
    hostIP: '127.0.0.1',
    // the gate PodHostIPs
    ...(minor >= 29 ? { hostIPs: [{ ip: '127.0.0.1' }] } : {}),
    podIP: '10.0.0.1',
    podIPs: [{ ip: '10.0.0.1' }],
    startTime: timestamp(),
  };
}

export function setConditions(pod: PodObject, ready: boolean, minor: number): void {
  const before = (pod.status['conditions'] ?? []) as ConditionObject[];
  pod.status['conditions'] = conditionTypes(minor).map((type) => {
    const status = ready || !type.endsWith('Ready') ? 'True' : 'False';
    const same = before.find((condition) => condition.type === type && condition.status === status);
    const { lastTransitionTime } = same ?? { lastTransitionTime: timestamp() };
    return { type, status, lastProbeTime: null, lastTransitionTime };
  });
  observeGeneration(pod, minor);
}

/** Says of which generation of the Pod its status is. */
export function observeGeneration({ metadata: { generation }, status }: PodObject, minor: number): void {
  // the gate PodObservedGenerationTracking
  if (minor < 34 || generation === undefined) return;
  status['observedGeneration'] = generation;
  const conditions = (status['conditions'] ?? []) as object[];
  status['conditions'] = conditions.map((condition) => ({ ...condition, observedGeneration: generation }));
}

interface ConditionObject {
  readonly type: string;
  readonly status: string;
  readonly lastTransitionTime: string;
}

function conditionTypes(minor: number): readonly string[] {
  const types = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];
  // the gate PodReadyToStartContainersCondition
  return minor >= 29 ? ['PodReadyToStartContainers', ...types] : types;
}
