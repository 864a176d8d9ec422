import { ApiError, expired } from '../model/errors.js';
import type { ApiObject } from '../model/objects.js';
import type { Change, Resource, Store } from '../model/store.js';
import { minorNumber, type ServerContext } from './context.js';
import { kinds } from './list.js';
import { type ListOptions, readListOptions } from './list-options.js';
import type { Transform } from './negotiate.js';
import { represent } from './represent.js';
import type { OutputBody, RequestScope } from './request-scope.js';
import { readVersion, tooLarge } from './resource-version.js';
import { readSelector } from './selectors.js';

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
  scope: RequestScope,
  resource: Resource,
): Promise<void> {
  const query = scope.url.searchParams;
  const minor = minorNumber(context.minor);
  const options = readListOptions(query, true, minor);
  requireStreamable(scope);
  const version = readVersion(options.resourceVersion, 500);
  const selects = readSelector(query, resource, minor).matches;
  const gone = scope.fault?.kind === 'gone' ? scope.fault : undefined;
  if (gone?.as === 'answer') throw tooOld(context.store, version);
  const namespace = resource === 'namespaces' ? '' : scope.info.namespace;
  const isWatched = (change: Change): boolean =>
    change.resource === resource &&
    change.version > version &&
    (namespace === '' || change.object.metadata.namespace === namespace);
  const queue = openQueue();
  const first =
    gone === undefined
      ? readFirst(context.store, version, options.initialEvents)
      : tooOld(context.store, version);
  if (first instanceof ApiError) {
    queue.push({ type: 'ERROR', object: first.status });
    queue.end();
  }
  const unsubscribe = context.store.subscribe((change) => {
    if (isWatched(change)) queue.push(eventFor(change, selects));
  });
  const stopTimers = startTimers(context, options, () => bookmark(context.store, resource), queue);
  scope.signal.addEventListener('abort', queue.end, { once: true });
  if (first === 'everything') {
    for (const object of context.store.list(resource, namespace || undefined).filter(selects)) {
      queue.push({ type: 'ADDED', object });
    }
    if (options.initialEvents === true && options.bookmarks) {
      queue.push(bookmark(context.store, resource, true));
    }
  } else if (!(first instanceof ApiError)) {
    for (const change of first.filter(isWatched)) queue.push(eventFor(change, selects));
  }
  const body = scope.open({ 'Content-Type': 'application/json' });
  await queue.copyTo(body, representEvents(scope.representation.transform));
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
): 'everything' | Change[] | ApiError {
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

/** Events are not written in YAML. Source: kubernetes v1.37 apiserver pkg/endpoints/handlers/negotiation/negotiate.go NegotiateOutputMediaTypeStream */
function requireStreamable({ representation }: RequestScope): void {
  if (representation.format === 'json') return;
  const accepted = ['application/json;stream=watch', 'application/vnd.kubernetes.protobuf;stream=watch'];
  const text = `only the following media types are accepted: ${accepted.join(', ')}`;
  throw new ApiError(406, 'NotAcceptable', text);
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

/** Milliseconds before the end of a watch at which it gets a bookmark. */
const lastBookmark = 2000;
/** Milliseconds, at most, until who has had its initial events gets its next bookmark. */
const bookmarkTick = 500;

/**
 * The end of a watch, and its bookmarks on the way there; the answer cancels them.
 *
 * Source: kubernetes v1.37 apiserver pkg/storage/cacher/cache_watcher.go nextBookmarkTime
 */
function startTimers(
  { timers, bookmarkInterval }: ServerContext,
  { bookmarks, timeoutSeconds, initialEvents }: ListOptions,
  makeBookmark: () => WatchEvent,
  queue: EventQueue,
): () => void {
  const timeout = timeoutSeconds * 1000;
  const push = (): void => queue.push(makeBookmark());
  const started = timeout > 0 ? [timers.after(timeout, queue.end)] : [];
  const cancelStarted = (): void => {
    for (const cancel of started) cancel();
  };
  if (!bookmarks) return cancelStarted;
  let cancelNext = (): void => {};
  const schedule = (): void => {
    cancelNext = timers.after(bookmarkInterval, () => {
      push();
      schedule();
    });
  };
  schedule();
  if (initialEvents === true) started.push(timers.after(bookmarkTick, push));
  if (timeout > lastBookmark) started.push(timers.after(timeout - lastBookmark, push));
  return () => {
    cancelNext();
    cancelStarted();
  };
}

interface EventQueue {
  push(event: WatchEvent | undefined): void;
  readonly end: () => void;
  /** Resolves once it has ended and everything before that is written. */
  copyTo(body: OutputBody, encode: (event: WatchEvent) => WatchEvent): Promise<void>;
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
    async copyTo(body, encode) {
      for (;;) {
        const next = events.shift();
        if (next !== undefined) await body.write(`${JSON.stringify(encode(next))}\n`);
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

/** Events as the client asked for them: a table names its columns once. */
function representEvents(transform: Transform | undefined): (event: WatchEvent) => WatchEvent {
  let isFirst = true;
  return ({ type, object }) => {
    const shown = represent(object, transform);
    const isTable = transform?.kind === 'Table' && type !== 'ERROR';
    const event = {
      type,
      object: isTable && !isFirst ? { ...(shown as object), columnDefinitions: null } : shown,
    };
    if (isTable) isFirst = false;
    return event;
  };
}
