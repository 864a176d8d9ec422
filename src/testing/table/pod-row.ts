import type { ContainerObject, ContainerStatusObject, PodObject } from '../model/objects.js';
import { describeAge } from './human-duration.js';

/**
 * A Pod as a row: NAME READY STATUS RESTARTS AGE, and with more room IP NODE NOMINATED-NODE GATES.
 *
 * Source: kubernetes v1.37 pkg/printers/internalversion/printers.go printPod
 */
export function podCells(pod: PodObject, now: Date): string[] {
  const { containers, initContainers = [], nodeName = '' } = pod.spec;
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status;
  const sidecars = new Set(initContainers.filter(isSidecar).map(({ name }) => name));
  const init = describeInit(pod, initContainerStatuses, sidecars);
  const isInitialized = init === undefined || hasCondition(pod, 'Initialized');
  const counted = isInitialized
    ? [...containerStatuses, ...initContainerStatuses.filter(({ name }) => sidecars.has(name))]
    : initContainerStatuses;
  const restarts = counted.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
  const ready = [
    ...(isInitialized
      ? containerStatuses.filter((status) => status.ready && status.state.running !== undefined)
      : []),
    ...initContainerStatuses.filter(({ name, ready: isReady }) => sidecars.has(name) && isReady),
  ];
  const [firstIp] = (pod.status['podIPs'] ?? []) as { ip?: string }[];
  return [
    pod.metadata.name,
    `${ready.length}/${containers.length + sidecars.size}`,
    describeDeletion(pod) ?? (isInitialized ? describeContainers(pod, init) : init),
    describeRestarts(restarts, counted, now),
    describeAge(pod.metadata.creationTimestamp, now),
    firstIp?.ip || '<none>',
    nodeName || '<none>',
    String(pod.status['nominatedNodeName'] || '<none>'),
    describeGates(pod),
  ];
}

function isSidecar(container: ContainerObject): boolean {
  return container['restartPolicy'] === 'Always';
}

/** What is not over yet of the beginning, if anything. */
function describeInit(
  pod: PodObject,
  statuses: readonly ContainerStatusObject[],
  sidecars: ReadonlySet<string>,
): string | undefined {
  for (const [index, { name, started, state }] of statuses.entries()) {
    const { terminated, waiting } = state;
    if (terminated?.exitCode === 0 || (sidecars.has(name) && started === true)) continue;
    if (terminated !== undefined) return `Init:${describeEnd(terminated)}`;
    const reason = waiting?.reason ?? '';
    if (reason !== '' && reason !== 'PodInitializing') return `Init:${reason}`;
    return `Init:${index}/${pod.spec.initContainers?.length ?? 0}`;
  }
  return undefined;
}

function describeContainers(pod: PodObject, init: string | undefined): string {
  const { containerStatuses = [], phase = '' } = pod.status;
  let reason = init ?? String(pod.status['reason'] || phase);
  let errorReason = '';
  let hasRunning = false;
  for (const { ready, state } of [...containerStatuses].reverse()) {
    const { waiting, terminated, running } = state;
    if (waiting !== undefined && waiting.reason !== '') reason = waiting.reason;
    else if (terminated !== undefined) {
      reason = describeEnd(terminated);
      if (terminated.exitCode !== 0) errorReason = reason;
    } else if (ready && running !== undefined) hasRunning = true;
  }
  if (reason !== 'Completed') return reason;
  if (hasRunning) return hasCondition(pod, 'Ready') ? 'Running' : errorReason || 'NotReady';
  return errorReason || reason;
}

function describeEnd({
  exitCode,
  signal,
  reason,
}: NonNullable<ContainerStatusObject['state']['terminated']>): string {
  if (reason !== '') return reason;
  return signal === undefined || signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`;
}

function describeDeletion({ metadata, status }: PodObject): string | undefined {
  if (metadata.deletionTimestamp === undefined) return undefined;
  if (status['reason'] === 'NodeLost') return 'Unknown';
  return status.phase === 'Succeeded' || status.phase === 'Failed' ? undefined : 'Terminating';
}

function describeRestarts(count: number, statuses: readonly ContainerStatusObject[], now: Date): string {
  const ends = statuses.map(({ lastState }) => lastState?.terminated?.finishedAt ?? '').sort();
  const last = ends.at(-1) ?? '';
  return count === 0 || last === '' ? String(count) : `${count} (${describeAge(last, now)} ago)`;
}

function describeGates(pod: PodObject): string {
  const gates = (pod.spec['readinessGates'] ?? []) as { conditionType: string }[];
  if (gates.length === 0) return '<none>';
  const open = gates.filter(({ conditionType }) => hasCondition(pod, conditionType));
  return `${open.length}/${gates.length}`;
}

function hasCondition({ status }: PodObject, type: string): boolean {
  const conditions = (status['conditions'] ?? []) as { type: string; status: string }[];
  return conditions.some((condition) => condition.type === type && condition.status === 'True');
}
