import { isObject } from '../../core/json.js';
import type { Status } from '../../core/status.js';
import { errorOfStatus } from '../errors/from-status.js';
import { watchGrace } from '../timing.js';
import { openStream, splitLines } from '../transport/stream.js';
import type { Query, Transport } from '../transport/transport.js';

export interface WatchEvent<Item> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: Item;
}

export interface WatchSpec {
  readonly path: string;
  readonly query: Query;
  readonly podName: string;
  /** Seconds until the server is to end it. */
  readonly timeoutSeconds: number;
}

/**
 * One watch, until the server ends it. Throws the error that an `ERROR` event stands for; `isGone`
 * recognizes 410 Gone. A half-open connection is noticed soon after the watch should have ended.
 */
export async function* watchOnce<Item>(
  transport: Transport,
  spec: WatchSpec,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent<Item>, void, void> {
  const query = {
    ...spec.query,
    watch: true,
    allowWatchBookmarks: true,
    timeoutSeconds: spec.timeoutSeconds,
  };
  const subject = { podName: spec.podName };
  const stream = await openStream(transport, { method: 'GET', path: spec.path, query }, subject, signal, {
    idleTimeout: spec.timeoutSeconds * 1000 + Math.min(watchGrace, spec.timeoutSeconds * 1000),
  });
  try {
    for await (const line of splitLines(stream.chunks())) {
      const event = parseEvent<Item>(line);
      if (event === undefined) continue;
      if (event.type === 'ERROR') {
        const status = event.object as Status;
        throw errorOfStatus(status.code ?? 500, status, subject);
      }
      yield event as WatchEvent<Item>;
    }
  } finally {
    stream.close();
  }
}

const types: readonly unknown[] = ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR'];

/** Skips a line that a broken connection cut off, and JSON that is not a watch event. */
function parseEvent<Item>(line: string) {
  try {
    const event: unknown = JSON.parse(line);
    if (!isObject(event) || !types.includes(event['type']) || !isObject(event['object'])) return undefined;
    return event as unknown as WatchEvent<Item> | { readonly type: 'ERROR'; readonly object: unknown };
  } catch {
    return undefined;
  }
}

/** Whether the version asked for is too old, so that a new list is due. */
export function isGone(error: unknown): boolean {
  const status = (error as { readonly status?: Status } | undefined)?.status;
  return status?.code === 410 || status?.reason === 'Expired' || status?.reason === 'Gone';
}
