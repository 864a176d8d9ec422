import { isDeepStrictEqual } from 'node:util';
import type { ClientContext } from '../context.js';
import { RbacForbiddenError } from '../errors/refused.js';
import type { ContainerEvent } from '../errors/start-failed.js';
import type { PodKey } from '../pod-ref.js';
import { isTransient } from '../transport/retry.js';
import { createBackoff } from './backoff.js';
import { concernsPod } from './pod-failure.js';
import { isGone, watchOnce } from './watch.js';

/** The latest events about one container, and those about what keeps its Pod from starting any container. */
export interface EventLog {
  list(): readonly ContainerEvent[];
  /** Why there are none, where the user may not read them. */
  refusal(): string;
}

interface WireEvent {
  readonly involvedObject?: { readonly fieldPath?: string };
  readonly metadata?: { readonly uid?: string; readonly creationTimestamp?: string };
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly note?: string;
  readonly count?: number;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
}

/**
 * Collects the events of `spec.ephemeralContainers{NAME}`, and of the Pod's volumes and sandbox, until
 * `signal` is aborted, and calls `onEvent` once for each. For a user who may not read events it is called
 * once without an event: the wait goes on by the status alone, which only reports later.
 */
export function followEvents(
  context: ClientContext,
  podKey: PodKey,
  container: { readonly name: string; readonly podUid: string | undefined },
  signal: AbortSignal,
  onEvent: (event?: ContainerEvent) => void,
): EventLog {
  const known = new Map<string, ContainerEvent>();
  let refusal = '';
  const fieldPath = `spec.ephemeralContainers{${container.name}}`;
  const fieldSelector = container.podUid
    ? `involvedObject.uid=${container.podUid}`
    : `involvedObject.name=${podKey.name}`;
  const spec = {
    path: `/api/v1/namespaces/${encodeURIComponent(podKey.namespace)}/events`,
    query: { fieldSelector },
    podName: podKey.name,
    timeoutSeconds: context.watchTimeout,
  };
  const take = (object: WireEvent) => {
    const event = readEvent(object);
    if (object.involvedObject?.fieldPath !== fieldPath && !concernsPod(event)) return;
    const id = object.metadata?.uid ?? '';
    if (isDeepStrictEqual(known.get(id), event)) return;
    known.delete(id);
    known.set(id, event);
    onEvent(event);
  };
  const run = async () => {
    const backoff = createBackoff(signal);
    while (!signal.aborted) {
      let failed = false;
      backoff.begin();
      try {
        // A watch without resourceVersion sends all existing events first, also those seen before.
        for await (const { type, object } of watchOnce<WireEvent>(context.transport, spec, signal)) {
          if (type === 'ADDED' || type === 'MODIFIED') take(object);
        }
      } catch (error) {
        if (error instanceof RbacForbiddenError) {
          refusal = error.message;
          onEvent();
        }
        if (!isGone(error) && !isTransient(error)) return;
        failed = true;
      }
      await backoff.wait(failed);
    }
  };
  run().catch(() => {});
  return { list: () => [...known.values()], refusal: () => refusal };
}

function readEvent(event: WireEvent): ContainerEvent {
  return {
    type: event.type ?? '',
    reason: event.reason ?? '',
    message: event.message ?? event.note ?? '',
    count: event.series?.count ?? event.count ?? 1,
    at:
      event.series?.lastObservedTime ??
      event.lastTimestamp ??
      event.eventTime ??
      event.metadata?.creationTimestamp ??
      '',
  };
}
