import { randomUUID } from 'node:crypto';
import { expired } from './errors.js';
import { freeze, isObject } from './json.js';
import type { ApiObject } from './objects.js';

export type Resource = 'pods' | 'events' | 'namespaces';

export interface StoreChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: Resource;
  readonly object: ApiObject;
  /** The object before a modification, for selectors that it now leaves. */
  readonly before?: ApiObject;
  readonly version: number;
}

export interface ObjectKey {
  readonly resource: Resource;
  readonly namespace?: string | undefined;
  readonly name: string;
}

/**
 * Objects, versions and what changed: what etcd and the watch cache are to an API server. What it
 * answers is frozen, and shared by everybody: a Pod of many containers is not copied at each change.
 */
export interface Store {
  /** The newest version. */
  readonly version: () => number;
  get(key: ObjectKey): ApiObject | undefined;
  list(resource: Resource, namespace?: string): ApiObject[];
  find(resource: Resource, matches: (object: ApiObject) => boolean): ApiObject | undefined;
  /** What there was at a version; `undefined` where that is forgotten. */
  listAt(resource: Resource, namespace: string | undefined, version: number): ApiObject[] | undefined;
  create(resource: Resource, object: ApiObject): ApiObject;
  /** `change` gets an object whose metadata, spec and status it may change; what is in them it replaces. */
  update(key: ObjectKey, change: (object: ApiObject) => void): ApiObject | undefined;
  remove(key: ObjectKey): ApiObject | undefined;
  /** Changes after a version; throws 410 where they are forgotten. */
  since(version: number): StoreChange[];
  subscribe(listener: (change: StoreChange) => void): () => void;
  /** Drops the history up to now, as etcd's compaction does: watches from before get 410. */
  compact(): void;
}

/** The least number of changes kept; up to twice as many are kept before the older half is dropped. */
const remembered = 10_000;

export function openStore(): Store {
  const objects = new Map<string, ApiObject>();
  const listeners = new Set<(change: StoreChange) => void>();
  let history: StoreChange[] = [];
  let version = 100;
  // there is no history from before the first version
  let compacted = version;

  const keyOf = ({ resource, namespace, name }: ObjectKey): string =>
    `${resource}/${namespace ?? ''}/${name}`;

  function record(
    type: StoreChange['type'],
    resource: Resource,
    object: ApiObject,
    before?: ApiObject,
  ): void {
    const change: StoreChange = {
      type,
      resource,
      object,
      ...(before === undefined ? {} : { before }),
      version,
    };
    history.push(change);
    if (history.length >= 2 * remembered) {
      const forgotten = history.splice(0, history.length - remembered);
      compacted = forgotten.at(-1)?.version ?? compacted;
    }
    for (const listener of [...listeners]) listener(change);
  }

  function select(from: ReadonlyMap<string, ApiObject>, resource: Resource, namespace?: string): ApiObject[] {
    const prefix = namespace === undefined ? `${resource}/` : `${resource}/${namespace}/`;
    return [...from]
      .filter(([key]) => key.startsWith(prefix))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, object]) => object);
  }

  /** The object as it is from this version on. */
  function stamp(object: ApiObject): ApiObject {
    version += 1;
    return freeze({ ...object, metadata: { ...object.metadata, resourceVersion: String(version) } });
  }

  return {
    version: () => version,
    get: (key) => objects.get(keyOf(key)),
    list: (resource, namespace) => select(objects, resource, namespace),
    find(resource, matches) {
      for (const [key, object] of objects) {
        if (key.startsWith(`${resource}/`) && matches(object)) return object;
      }
      return undefined;
    },
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
      const { uid = randomUUID(), creationTimestamp = timestamp() } = given.metadata;
      const object = stamp({ ...given, metadata: { ...given.metadata, uid, creationTimestamp } });
      objects.set(keyOf({ resource, ...object.metadata }), object);
      record('ADDED', resource, object);
      return object;
    },
    update(key, change) {
      const before = objects.get(keyOf(key));
      if (before === undefined) return undefined;
      const draft = draftOf(before);
      change(draft);
      const object = stamp(draft);
      objects.set(keyOf(key), object);
      record('MODIFIED', key.resource, object, before);
      return object;
    },
    remove(key) {
      const object = objects.get(keyOf(key));
      if (object === undefined) return undefined;
      objects.delete(keyOf(key));
      const last = stamp(object);
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

/** The object, and its members that are objects, copied; what is in those is shared. */
export function draftOf<Kept extends ApiObject>(object: Kept): Kept {
  const members = Object.entries(object).map(([name, value]) => [
    name,
    isObject(value) ? { ...value } : value,
  ]);
  return Object.fromEntries(members) as Kept;
}

/** As the API writes times: to the second. */
export function timestamp(date: Date = new Date()): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
