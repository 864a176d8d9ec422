import type { ContainerKind } from '../../build/list-containers.js';
import type { PodObject } from '../model/objects.js';
import { type Store, timestamp } from '../model/store.js';

export interface EventInput {
  readonly type?: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Whether it is of the Pod, and of none of its containers. */
  readonly ofPod?: true;
}

/** Writes the event of a container, as the kubelet's recorder does; a repeated one is counted. */
export function recordEvent(
  store: Store,
  pod: PodObject,
  kind: ContainerKind,
  container: string,
  event: EventInput,
): void {
  const { namespace, uid } = pod.metadata;
  const fieldPath = event.ofPod ? undefined : `spec.${kind}{${container}}`;
  const earlier = store.find(
    'events',
    (object) =>
      object['reason'] === event.reason &&
      object['message'] === event.message &&
      (object['involvedObject'] as { uid?: string }).uid === uid &&
      (object['involvedObject'] as { fieldPath?: string }).fieldPath === fieldPath,
  );
  const now = timestamp();
  if (earlier !== undefined) {
    store.update({ resource: 'events', namespace, name: earlier.metadata.name }, (object) => {
      object['count'] = Number(object['count']) + 1;
      object['lastTimestamp'] = now;
    });
    return;
  }
  write(store, pod, fieldPath, {
    ...worded(event),
    source: { component: 'kubelet', host: pod.spec.nodeName },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    eventTime: null,
    reportingComponent: 'kubelet',
    reportingInstance: pod.spec.nodeName ?? '',
  });
}

/** Writes the event of a Pod that has been given a node, as the scheduler's recorder does. */
export function recordScheduled(store: Store, pod: PodObject, node: string): void {
  const { namespace, name } = pod.metadata;
  const component = 'default-scheduler';
  write(store, pod, undefined, {
    ...worded({ reason: 'Scheduled', message: `Successfully assigned ${namespace}/${name} to ${node}` }),
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: timestamp().replace('Z', '.000000Z'),
    action: 'Binding',
    reportingComponent: component,
    reportingInstance: component,
  });
}

function worded({ type = 'Normal', reason, message }: EventInput): object {
  return { reason, message, type };
}

function write(store: Store, { metadata }: PodObject, fieldPath: string | undefined, event: object): void {
  const { namespace, name, uid, resourceVersion } = metadata;
  store.create('events', {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${name}.${nanoseconds().toString(16)}`,
      ...(namespace === undefined ? {} : { namespace }),
    },
    involvedObject: {
      kind: 'Pod',
      namespace,
      name,
      uid,
      apiVersion: 'v1',
      resourceVersion,
      ...(fieldPath === undefined ? {} : { fieldPath }),
    },
    ...event,
  });
}

let last = 0n;

/** Events are named by when they were seen, so that a list has them in order. */
function nanoseconds(): bigint {
  const now = BigInt(Date.now()) * 1_000_000n;
  last = now > last ? now : last + 1n;
  return last;
}
