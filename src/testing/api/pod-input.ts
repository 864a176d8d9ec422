import { type Minor, withDefaults } from '../../index.js';
import { copy } from '../json.js';
import { placement, setConditions } from '../kubelet/phase.js';
import { newContainerId } from '../kubelet/run.js';
import { nodeName } from '../kubelet/schedule.js';
import { containerStatus } from '../kubelet/status.js';
import type { ContainerObject, PodInput, PodObject } from '../objects.js';
import { minorNumber } from './context.js';
import { storeList } from './judge.js';
import { timestamp } from './store.js';

/**
 * Makes a stored Pod of what a caller gave: defaults the server would set, and a status that says it
 * runs, unless it has one of its own.
 */
export function completePod(given: PodInput, minor: Minor): PodObject {
  const pod = copy(given) as Partial<PodObject>;
  const name = pod.metadata?.name;
  if (name === undefined || name === '') throw new TypeError('pods: a Pod needs metadata.name');
  const spec = pod.spec ?? { containers: [] };
  const withStatus = pod.status !== undefined;
  const complete: PodObject = {
    ...pod,
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...pod.metadata, name, namespace: pod.metadata?.namespace ?? 'default', generation: 1 },
    spec: completeSpec({ serviceAccountName: 'default', ...(withStatus ? {} : { nodeName }), ...spec }),
    status: pod.status ?? {},
  };
  const { ephemeralContainers } = complete.spec;
  if (ephemeralContainers !== undefined) {
    complete.spec.ephemeralContainers = storeList(minor, complete, ephemeralContainers);
  }
  return withStatus ? complete : { ...complete, status: runningStatus(complete, minorNumber(minor)) };
}

/** Defaults that the server sets; those of volumes, ports and probes are left out. */
export function completeSpec(spec: PodObject['spec']): PodObject['spec'] {
  const { initContainers } = spec;
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    enableServiceLinks: true,
    ...spec,
    containers: (spec.containers ?? []).map(completeContainer),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(completeContainer) }),
  };
}

function completeContainer(container: ContainerObject): ContainerObject {
  return {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicyOf(container.image),
    ...container,
  };
}

function pullPolicyOf(image: string | undefined): string {
  return withDefaults({ name: 'c', image: image ?? '' }).imagePullPolicy ?? 'IfNotPresent';
}

/** What the admission plugins that are on by default put into a new Pod. */
export function admissionDefaults(): object {
  const tolerate = (key: string): object => ({
    key: `node.kubernetes.io/${key}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  });
  return {
    serviceAccountName: 'default',
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
    tolerations: [tolerate('not-ready'), tolerate('unreachable')],
  };
}

function runningStatus(pod: PodObject, minor: number): PodObject['status'] {
  const now = timestamp();
  const status: PodObject['status'] = {
    phase: 'Running',
    ...placement(minor),
    qosClass: 'BestEffort',
    containerStatuses: pod.spec.containers.map((container) => {
      const state = { running: { startedAt: now } };
      return containerStatus({ container, id: newContainerId(), kind: 'containers', state }, minor);
    }),
  };
  setConditions({ ...pod, status }, true, minor);
  return status;
}
