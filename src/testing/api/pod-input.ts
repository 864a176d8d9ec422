import { type Minor, withDefaults } from '../../index.js';
import { placement, setConditions } from '../kubelet/phase.js';
import { newContainerId } from '../kubelet/run.js';
import { nodeName } from '../kubelet/schedule.js';
import { containerStatus } from '../kubelet/status.js';
import type { ContainerObject, ObjectMeta, PodInput, PodObject } from '../model/objects.js';
import { timestamp } from '../model/store.js';
import { minorNumber } from './context.js';
import { qosClassOf } from './qos-class.js';
import { defaultList } from './validate-list.js';

/**
 * Makes a stored Pod of what a caller gave: defaults the server would set, and a status that says it
 * runs, unless it has one of its own.
 */
export function completePod(given: PodInput, minor: Minor): PodObject {
  const pod = asSent(given);
  const withStatus = pod.status !== undefined;
  const spec = { serviceAccountName: 'default', ...(withStatus ? {} : { nodeName }), ...pod.spec };
  const complete = completeLists(
    {
      ...pod,
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace: 'default', generation: 1, ...pod.metadata } as ObjectMeta,
      spec: spec as PodObject['spec'],
      status: pod.status ?? {},
    },
    minor,
  );
  return withStatus ? complete : { ...complete, status: runningStatus(complete, minorNumber(minor)) };
}

/** A Pod with what a caller gave in the place of what it had, member by member. */
export function changeGivenPod(current: PodObject, given: PodInput, minor: Minor): PodObject {
  const { metadata, spec, status } = asSent(given);
  return completeLists(
    {
      ...current,
      metadata: { ...current.metadata, ...metadata },
      spec: { ...current.spec, ...spec },
      status: { ...current.status, ...status },
    },
    minor,
  );
}

/** What a caller gave, as it would arrive: nothing is shared, and a date is text. */
function asSent(given: PodInput): Partial<PodObject> {
  return JSON.parse(JSON.stringify(given)) as Partial<PodObject>;
}

function completeLists(pod: PodObject, minor: Minor): PodObject {
  const spec = completeSpec(pod.spec);
  const { ephemeralContainers } = spec;
  if (ephemeralContainers === undefined) return { ...pod, spec };
  return {
    ...pod,
    spec: { ...spec, ephemeralContainers: defaultList(minor, { ...pod, spec }, ephemeralContainers) },
  };
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
    qosClass: qosClassOf(pod.spec),
    containerStatuses: pod.spec.containers.map((container) => {
      const state = { running: { startedAt: now } };
      return containerStatus({ container, id: newContainerId(), kind: 'containers', state }, minor);
    }),
  };
  setConditions({ ...pod, status }, true, minor);
  return status;
}
