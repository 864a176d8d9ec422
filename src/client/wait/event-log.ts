import type { Context } from '../context.js';
import type { ContainerEvent } from '../errors/start-failed.js';
import type { Target } from '../pod-ref.js';
import { sleep } from '../scope.js';
import { isTransient } from './pod-watch.js';
import { isGone, watchOnce } from './watch.js';

/** The events about one container, in the order they were last seen. */
export interface EventLog {
  list(): readonly ContainerEvent[];
}

interface Wire {
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
 * Collects the events of `spec.ephemeralContainers{NAME}` until `signal` is aborted, telling `onEvent`
 * of each. A user who may not read events gets none: they only tell sooner what status tells late.
 */
export function followEvents(
  context: Context,
  target: Target,
  container: { readonly name: string; readonly podUid: string | undefined },
  signal: AbortSignal,
  onEvent: (event: ContainerEvent) => void,
): EventLog {
  const known = new Map<string, ContainerEvent>();
  const fieldSelector = [
    ...(container.podUid
      ? [`involvedObject.uid=${container.podUid}`]
      : [`involvedObject.name=${target.name}`]),
    `involvedObject.fieldPath=spec.ephemeralContainers{${container.name}}`,
  ].join(',');
  const spec = {
    path: `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/events`,
    query: { fieldSelector },
    podName: target.name,
    timeoutSeconds: context.watchTimeout,
  };
  const run = async () => {
    for (let failures = 0; !signal.aborted; ) {
      try {
        // Without a version, a watch begins with what is there.
        for await (const { type, object } of watchOnce<Wire>(context.transport, spec, signal)) {
          failures = 0;
          const id = object.metadata?.uid ?? '';
          if (type !== 'ADDED' && type !== 'MODIFIED') continue;
          known.delete(id);
          const event = readEvent(object);
          known.set(id, event);
          onEvent(event);
        }
      } catch (error) {
        if (!isGone(error) && !isTransient(error)) return;
        await sleep(Math.min(2_000, 100 * 2 ** failures++), signal);
      }
    }
  };
  run().catch(() => {});
  return { list: () => [...known.values()] };
}

function readEvent(event: Wire): ContainerEvent {
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
