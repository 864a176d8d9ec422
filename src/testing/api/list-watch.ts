import type { ApiObject } from '../objects.js';
import type { ServerContext } from './context.js';
import { ApiError, expired } from './errors.js';
import type { Exchange } from './exchange.js';
import { readSelector } from './selectors.js';
import type { Change, Resource } from './store.js';

export const kinds = {
  pods: 'Pod',
  events: 'Event',
  namespaces: 'Namespace',
  configmaps: 'ConfigMap',
  secrets: 'Secret',
} as const;

export function sendList(context: ServerContext, exchange: Exchange, resource: Resource): void {
  const selects = readSelector(exchange.url.searchParams);
  const namespace = resource === 'namespaces' ? undefined : exchange.info.namespace || undefined;
  const items = context.store.list(resource, namespace).filter(selects);
  exchange.send(200, {
    kind: `${kinds[resource]}List`,
    apiVersion: 'v1',
    metadata: { resourceVersion: String(context.store.version()) },
    // items of a list do not name their type, as the server does not
    items: items.map(({ kind: _kind, apiVersion: _apiVersion, ...item }) => item),
  });
}

/**
 * Streams changes: from a version, from now, or (streaming list) everything there is and then changes.
 *
 * Source: kubernetes v1.37 apiserver pkg/storage/cacher/cacher.go Watch
 */
export async function sendWatch(
  context: ServerContext,
  exchange: Exchange,
  resource: Resource,
): Promise<void> {
  const { store, timers } = context;
  const query = exchange.url.searchParams;
  const selects = readSelector(query);
  const namespace = resource === 'namespaces' ? '' : exchange.info.namespace;
  const bookmarks = query.get('allowWatchBookmarks') === 'true' || query.get('allowWatchBookmarks') === '1';
  const initial = query.get('sendInitialEvents') === 'true' || query.get('sendInitialEvents') === '1';
  const version = readVersion(query.get('resourceVersion'));
  if (exchange.fault?.kind === 'gone' && exchange.fault.as !== 'event') {
    throw expired(`too old resource version: ${version} (${store.version()})`);
  }
  const fromNow = version === 0;
  const missed = fromNow || initial ? [] : store.since(version);
  const body = exchange.open({ 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' });
  const queue: string[] = [];
  let wake: (() => void) | undefined;
  const push = (type: string, object: unknown): void => {
    queue.push(`${JSON.stringify({ type, object })}\n`);
    wake?.();
  };
  const bookmark = (annotations?: Record<string, string>): void =>
    push('BOOKMARK', {
      kind: kinds[resource],
      apiVersion: 'v1',
      metadata: {
        resourceVersion: String(store.version()),
        creationTimestamp: null,
        ...(annotations === undefined ? {} : { annotations }),
      },
      ...(resource === 'pods' ? { spec: { containers: null }, status: {} } : {}),
    });
  const onChange = (change: Change): void => {
    if (change.resource !== resource) return;
    if (namespace !== '' && change.object.metadata.namespace !== namespace) return;
    const event = eventFor(change, selects);
    if (event !== undefined) push(event.type, event.object);
  };

  if (fromNow || initial) {
    for (const object of store.list(resource, namespace || undefined).filter(selects)) push('ADDED', object);
  }
  if (initial) bookmark({ 'k8s.io/initial-events-end': 'true' });
  for (const change of missed) onChange(change);
  if (exchange.fault?.kind === 'gone') {
    push('ERROR', expired(`too old resource version: ${version} (${store.version()})`).status);
  }

  const stop = new AbortController();
  const finish = (): void => {
    stop.abort();
    wake?.();
  };
  exchange.signal.addEventListener('abort', finish, { once: true });
  const cleanUps = [store.subscribe(onChange)];
  const seconds = Number(query.get('timeoutSeconds') ?? 0);
  if (seconds > 0) {
    cleanUps.push(
      timers.after(seconds * 1000, () => {
        if (bookmarks) bookmark();
        finish();
      }),
    );
  }
  let cancelBookmark = (): void => {};
  const scheduleBookmark = (): void => {
    cancelBookmark = timers.after(context.bookmarkInterval, () => {
      bookmark();
      scheduleBookmark();
    });
  };
  if (bookmarks) scheduleBookmark();
  if (exchange.fault?.kind === 'gone') finish();

  for (;;) {
    const next = queue.shift();
    if (next !== undefined) await body.write(next);
    else if (stop.signal.aborted) break;
    else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  for (const cleanUp of cleanUps) cleanUp();
  cancelBookmark();
  exchange.signal.removeEventListener('abort', finish);
  body.end();
}

/** An object that a change takes out of the selection is DELETED to the watcher, and the reverse. */
function eventFor(
  change: Change,
  selects: (object: ApiObject) => boolean,
): { type: Change['type']; object: ApiObject } | undefined {
  const { type, object, before } = change;
  const [was, is] = [before !== undefined && selects(before), selects(object)];
  if (type === 'MODIFIED') {
    if (is) return { type: was ? 'MODIFIED' : 'ADDED', object };
    return was ? { type: 'DELETED', object } : undefined;
  }
  return (type === 'DELETED' ? was : is) ? { type, object } : undefined;
}

function readVersion(text: string | null): number {
  if (text === null || text === '') return 0;
  if (/^[0-9]+$/.test(text)) return Number(text);
  throw new ApiError(
    400,
    'BadRequest',
    `Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}
