import type { ContainerKind } from '../../build/list-containers.js';
import type {
  ContainerObject,
  ContainerStateObject,
  ContainerStatusObject,
  PodObject,
} from '../model/objects.js';
import { timestamp } from '../model/store.js';
import { normalizeImage } from './image-name.js';
import type { ContainerRun } from './run.js';

const statusField = {
  containers: 'containerStatuses',
  initContainers: 'initContainerStatuses',
  ephemeralContainers: 'ephemeralContainerStatuses',
} as const;

export function statusesOf(pod: PodObject, kind: ContainerKind): ContainerStatusObject[] {
  return pod.status[statusField[kind]] ?? [];
}

/** Writes one container's status; the lists are sorted by name, as the kubelet sorts them. */
export function putStatus(pod: PodObject, kind: ContainerKind, status: ContainerStatusObject): void {
  const others = statusesOf(pod, kind).filter(({ name }) => name !== status.name);
  pod.status[statusField[kind]] = [...others, status].sort((left, right) =>
    left.name < right.name ? -1 : 1,
  );
}

/** A container as far as its status tells of it. */
export interface Shown {
  readonly container: ContainerObject;
  readonly id: string;
  readonly kind: ContainerKind;
  readonly state: ContainerStateObject;
  /** What it was before. */
  readonly lastState?: ContainerStateObject;
}

/** Source: kubernetes v1.37 pkg/kubelet/kubelet_pods.go convertToAPIContainerStatuses */
export function containerStatus(
  { container, id, kind, state, lastState = {} }: Shown,
  minor: number,
): ContainerStatusObject {
  const image = container.image ?? '';
  const wasCreated = state.waiting === undefined || lastState.terminated !== undefined;
  const isApp = kind === 'containers';
  return {
    name: container.name,
    image: wasCreated ? normalizeImage(image) : image,
    imageID: wasCreated ? `sha256:${'0'.repeat(64)}` : '',
    ...(wasCreated ? { containerID: id } : {}),
    ready: isApp && state.running !== undefined,
    ...(isApp ? { started: state.running !== undefined } : {}),
    restartCount: 0,
    state,
    lastState,
    // the gate InPlacePodVerticalScaling
    ...(wasCreated && minor >= 33 ? { resources: container['resources'] ?? {} } : {}),
  };
}

export function waiting(reason: string, message?: string): ContainerStateObject {
  return { waiting: { reason, ...(message === undefined ? {} : { message }) } };
}

export function running(run: ContainerRun): ContainerStateObject {
  return { running: { startedAt: timestamp(run.startedAt) } };
}

/** Source: containerd v1.6 pkg/cri/server/container_start.go: exit code 128 and no start */
export function startError(run: ContainerRun, message: string): ContainerStateObject {
  return {
    terminated: {
      exitCode: 128,
      reason: 'StartError',
      message,
      startedAt: '1970-01-01T00:00:00Z',
      finishedAt: timestamp(),
      containerID: run.id,
    },
  };
}

export function terminated(run: ContainerRun, finishedAt: Date): ContainerStateObject {
  const { exitCode, signal, reason, message } = run.exit ?? { exitCode: 0 };
  return {
    terminated: {
      exitCode,
      ...(signal === undefined ? {} : { signal }),
      reason: reason ?? (exitCode === 0 ? 'Completed' : 'Error'),
      ...(message === undefined ? {} : { message }),
      startedAt: timestamp(run.startedAt),
      finishedAt: timestamp(finishedAt),
      containerID: run.id,
    },
  };
}
