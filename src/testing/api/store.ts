import { randomUUID } from 'node:crypto';
import { copy } from '../json.js';
import type { ApiObject } from '../objects.js';
import { expired } from './errors.js';

export type Resource = 'pods' | 'events' | 'namespaces';

export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: Resource;
  readonly object: ApiObject;
  /** The object before a modification, for selectors that it now leaves. */
  readonly before?: ApiObject;
  readonly version: number;
}

export interface Key {
  readonly resource: Resource;
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** Objects, versions and what changed: what etcd and the watch cache are to an API server. */
export interface Store {
  /** The newest version. */
  readonly version: () => number;
  get(key: Key): ApiObject | undefined;
  list(resource: Resource, namespace?: string): ApiObject[];
  /** What there was at a version; `undefined` where that is forgotten. */
  listAt(resource: Resource, namespace: string | undefined, version: number): ApiObject[] | undefined;
  create(resource: Resource, object: ApiObject): ApiObject;
  update(key: Key, change: (object: ApiObject) => void): ApiObject | undefined;
  remove(key: Key): ApiObject | undefined;
  /** Changes after a version; throws 410 where they are forgotten. */
  since(version: number): Change[];
  subscribe(listener: (change: Change) => void): () => void;
  /** Forgets what changed up to now, as compaction does: older watches get 410. */
  compact(): void;
}

export function openStore(): Store {
  const objects = new Map<string, ApiObject>();
  const listeners = new Set<(change: Change) => void>();
  let history: Change[] = [];
  let version = 100;
  // what was before the first version is forgotten from the start
  let compacted = version;

  const keyOf = ({ resource, namespace, name }: Key): string => `${resource}/${namespace ?? ''}/${name}`;

  function record(type: Change['type'], resource: Resource, object: ApiObject, before?: ApiObject): void {
    const change: Change = {
      type,
      resource,
      object: copy(object),
      ...(before === undefined ? {} : { before }),
      version,
    };
    history.push(change);
    for (const listener of [...listeners]) listener(change);
  }

  function select(from: ReadonlyMap<string, ApiObject>, resource: Resource, namespace?: string): ApiObject[] {
    const prefix = namespace === undefined ? `${resource}/` : `${resource}/${namespace}/`;
    return [...from]
      .filter(([key]) => key.startsWith(prefix))
      .map(([, object]) => copy(object))
      .sort((left, right) => (listKey(left) < listKey(right) ? -1 : 1));
  }

  return {
    version: () => version,
    get(key) {
      const object = objects.get(keyOf(key));
      return object === undefined ? undefined : copy(object);
    },
    list: (resource, namespace) => select(objects, resource, namespace),
    listAt(resource, namespace, at) {
      if (at < compacted) return undefined;
      const then = new Map(objects);
      for (const change of history.filter((later) => later.version > at).reverse()) {
        const key = keyOf({ resource: change.resource, ...change.object.metadata });
        if (change.before === undefined) then.delete(key);
        else then.set(key, change.before);
      }
      return select(then, resource, namespace);
    },
    create(resource, given) {
      const object = copy(given);
      version += 1;
      object.metadata.uid ??= randomUUID();
      object.metadata.creationTimestamp ??= timestamp();
      object.metadata.resourceVersion = String(version);
      objects.set(keyOf({ resource, ...object.metadata }), object);
      record('ADDED', resource, object);
      return copy(object);
    },
    update(key, change) {
      const before = objects.get(keyOf(key));
      if (before === undefined) return undefined;
      const object = copy(before);
      change(object);
      version += 1;
      object.metadata.resourceVersion = String(version);
      objects.set(keyOf(key), object);
      record('MODIFIED', key.resource, object, before);
      return copy(object);
    },
    remove(key) {
      const object = objects.get(keyOf(key));
      if (object === undefined) return undefined;
      objects.delete(keyOf(key));
      version += 1;
      const last = copy(object);
      last.metadata.resourceVersion = String(version);
      record('DELETED', key.resource, last, object);
      return last;
    },
    since(after) {
      if (after < compacted) throw expired(`too old resource version: ${after} (${compacted})`);
      return history.filter((change) => change.version > after);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    compact() {
      version += 1;
      compacted = version;
      history = [];
    },
  };
}

function listKey({ metadata }: ApiObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** As the API writes times: to the second. */
export function timestamp(date: Date = new Date()): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
