import { ApiError, expired } from '../model/errors.js';
import type { ApiObject } from '../model/objects.js';
import type { Resource, Store, StoreChange } from '../model/store.js';
import { minorNumber, type ServerContext } from './context.js';
import { kinds } from './list.js';
import { type ListOptions, readWatchOptions } from './list-options.js';
import type { OutputBody, RequestScope } from './request-scope.js';
import { readVersion, tooLarge } from './resource-version.js';
import { readSelector } from './selectors.js';

interface SentEvent {
  readonly type: StoreChange['type'] | 'BOOKMARK' | 'ERROR';
  readonly object: unknown;
}

/**
 * Streams changes: from a version on, from now on, or everything there is and then changes.
 *
 * Source: kubernetes v1.37 apiserver pkg/storage/cacher/cacher.go Watch
 */
export async function sendWatch(context: ServerContext, scope: RequestScope): Promise<void> {
  const { store } = context;
  const resource = scope.info.resource as Resource;
  const query = scope.url.searchParams;
  const options = readWatchOptions(query, minorNumber(context.minor));
  const version = readVersion(options.resourceVersion, 500);
  const selects = readSelector(query, resource);
  const gone = scope.fault?.kind === 'gone' ? scope.fault : undefined;
  if (gone?.as === 'answer') throw tooOld(store, version);
  const namespace = resource === 'namespaces' ? '' : scope.info.namespace;
  const isWatched = (change: StoreChange): boolean =>
    change.resource === resource &&
    change.version > version &&
    (namespace === '' || change.object.metadata.namespace === namespace);
  const queue = openQueue();
  const first =
    gone === undefined ? readFirst(store, version, options.initialEvents) : tooOld(store, version);
  if (first instanceof ApiError) {
    queue.push({ type: 'ERROR', object: first.status });
    queue.end();
  }
  const unsubscribe = store.subscribe((change) => {
    if (isWatched(change)) queue.push(eventFor(change, selects));
  });
  const stopTimers = startTimers(context, options, () => bookmark(store, resource), queue);
  scope.signal.addEventListener('abort', queue.end, { once: true });
  if (first === 'everything') {
    for (const object of store.list(resource, namespace || undefined).filter(selects)) {
      queue.push({ type: 'ADDED', object });
    }
    if (options.initialEvents === true && options.bookmarks) queue.push(bookmark(store, resource, true));
  } else if (!(first instanceof ApiError)) {
    for (const change of first.filter(isWatched)) queue.push(eventFor(change, selects));
  }
  const body = scope.open({ 'Content-Type': 'application/json' });
  await queue.copyTo(body);
  unsubscribe();
  stopTimers();
  scope.signal.removeEventListener('abort', queue.end);
  body.end();
}

/** What a watch begins with: all there is, the changes it has missed, or the news that they are forgotten. */
function readFirst(
  store: Store,
  version: number,
  initialEvents: boolean | undefined,
): 'everything' | StoreChange[] | ApiError {
  if (initialEvents ?? version === 0) {
    return version > store.version() ? tooLarge(store, version) : 'everything';
  }
  if (version === 0) return [];
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

function bookmark(store: Store, resource: Resource, endsInitial = false): SentEvent {
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

/** Milliseconds, at most, until who has had its initial events gets its next bookmark. */
const bookmarkTick = 500;

/** The end of a watch, and its bookmarks on the way there; the answer cancels them. */
function startTimers(
  { timers, bookmarkInterval }: ServerContext,
  { bookmarks, timeoutSeconds, initialEvents }: ListOptions,
  makeBookmark: () => SentEvent,
  queue: EventQueue,
): () => void {
  const cancelEnd = timeoutSeconds > 0 ? timers.after(timeoutSeconds * 1000, queue.end) : undefined;
  let cancelNext: (() => void) | undefined;
  const schedule = (): void => {
    cancelNext = timers.after(bookmarkInterval, () => {
      queue.push(makeBookmark());
      schedule();
    });
  };
  if (bookmarks) schedule();
  const isPending = bookmarks && initialEvents === true;
  const cancelFirst = isPending ? timers.after(bookmarkTick, () => queue.push(makeBookmark())) : undefined;
  return () => {
    cancelEnd?.();
    cancelFirst?.();
    cancelNext?.();
  };
}

interface EventQueue {
  push(event: SentEvent | undefined): void;
  readonly end: () => void;
  /** Resolves once it has ended and everything before that is written. */
  copyTo(body: OutputBody): Promise<void>;
}

function openQueue(): EventQueue {
  const events: SentEvent[] = [];
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
function eventFor(change: StoreChange, selects: (object: ApiObject) => boolean): SentEvent | undefined {
  const { type, object, before } = change;
  const [was, is] = [before !== undefined && selects(before), selects(object)];
  if (type !== 'MODIFIED') return (type === 'DELETED' ? was : is) ? { type, object } : undefined;
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object };
  return was ? { type: 'DELETED', object } : undefined;
}
