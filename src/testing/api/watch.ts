import type { ApiObject } from '../objects.js';
import type { ServerContext } from './context.js';
import { ApiError, expired } from './errors.js';
import type { Exchange, OutputBody } from './exchange.js';
import { kinds } from './list.js';
import { readSelector } from './selectors.js';
import type { Change, Resource, Store } from './store.js';
import { readWatchOptions, type WatchOptions } from './watch-options.js';

interface WatchEvent {
  readonly type: Change['type'] | 'BOOKMARK' | 'ERROR';
  readonly object: unknown;
}

/**
 * Streams changes: from a version on, from now on, or everything there is and then changes.
 *
 * Source: kubernetes v1.37 apiserver pkg/storage/cacher/cacher.go Watch
 */
export async function sendWatch(
  context: ServerContext,
  exchange: Exchange,
  resource: Resource,
): Promise<void> {
  const options = readWatchOptions(exchange.url.searchParams);
  const selects = readSelector(exchange.url.searchParams, resource);
  const gone = exchange.fault?.kind === 'gone' ? exchange.fault : undefined;
  if (gone?.as === 'answer') throw tooOld(context.store, options.version);
  const namespace = resource === 'namespaces' ? '' : exchange.info.namespace;
  const isWatched = (change: Change): boolean =>
    change.resource === resource && (namespace === '' || change.object.metadata.namespace === namespace);
  const queue = openQueue();
  const first =
    gone === undefined ? readFirst(context.store, options) : tooOld(context.store, options.version);
  if (first instanceof ApiError) {
    queue.push({ type: 'ERROR', object: first.status });
    queue.end();
  }
  const unsubscribe = context.store.subscribe((change) => {
    if (isWatched(change)) queue.push(eventFor(change, selects));
  });
  const stopTimers = startTimers(context, options, () => bookmark(context.store, resource), queue);
  exchange.signal.addEventListener('abort', queue.end, { once: true });
  if (first === 'everything') {
    for (const object of context.store.list(resource, namespace || undefined).filter(selects)) {
      queue.push({ type: 'ADDED', object });
    }
    if (options.initialEvents) queue.push(bookmark(context.store, resource, true));
  } else if (!(first instanceof ApiError)) {
    for (const change of first.filter(isWatched)) queue.push(eventFor(change, selects));
  }
  const body = exchange.open({ 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' });
  await queue.copyTo(body);
  unsubscribe();
  stopTimers();
  exchange.signal.removeEventListener('abort', queue.end);
  body.end();
}

/** What a watch begins with: all there is, the changes it has missed, or the news that they are forgotten. */
function readFirst(
  store: Store,
  { version, initialEvents }: WatchOptions,
): 'everything' | Change[] | ApiError {
  if (version === 0 || initialEvents) return 'everything';
  try {
    return store.since(version);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function tooOld(store: Store, version: number): ApiError {
  return expired(`too old resource version: ${version} (${store.version()})`);
}

function bookmark(store: Store, resource: Resource, endsInitial = false): WatchEvent {
  return {
    type: 'BOOKMARK',
    object: {
      kind: kinds[resource],
      apiVersion: 'v1',
      metadata: {
        resourceVersion: String(store.version()),
        ...(endsInitial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
      },
      ...(resource === 'pods' ? { spec: { containers: null }, status: {} } : {}),
    },
  };
}

/** The end of a watch, and its bookmarks on the way there; the answer cancels both. */
function startTimers(
  { timers, bookmarkInterval }: ServerContext,
  { bookmarks, timeoutMs }: WatchOptions,
  makeBookmark: () => WatchEvent,
  queue: EventQueue,
): () => void {
  let cancelBookmark = (): void => {};
  const schedule = (): void => {
    cancelBookmark = timers.after(bookmarkInterval, () => {
      queue.push(makeBookmark());
      schedule();
    });
  };
  if (bookmarks) schedule();
  const cancelEnd =
    timeoutMs === undefined
      ? () => {}
      : timers.after(timeoutMs, () => {
          if (bookmarks) queue.push(makeBookmark());
          queue.end();
        });
  return () => {
    cancelBookmark();
    cancelEnd();
  };
}

interface EventQueue {
  push(event: WatchEvent | undefined): void;
  readonly end: () => void;
  /** Resolves once it has ended and everything before that is written. */
  copyTo(body: OutputBody): Promise<void>;
}

function openQueue(): EventQueue {
  const events: WatchEvent[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  return {
    push(event) {
      if (event === undefined || ended) return;
      events.push(event);
      wake?.();
    },
    end() {
      ended = true;
      wake?.();
    },
    async copyTo(body) {
      for (;;) {
        const next = events.shift();
        if (next !== undefined) await body.write(`${JSON.stringify(next)}\n`);
        else if (ended) return;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}

/** An object that a change takes out of the selection is DELETED to the watcher, and the reverse. */
function eventFor(change: Change, selects: (object: ApiObject) => boolean): WatchEvent | undefined {
  const { type, object, before } = change;
  const [was, is] = [before !== undefined && selects(before), selects(object)];
  if (type !== 'MODIFIED') return (type === 'DELETED' ? was : is) ? { type, object } : undefined;
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object };
  return was ? { type: 'DELETED', object } : undefined;
}
