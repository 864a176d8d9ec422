import type { PodObject } from '../model/objects.js';
import { type ObjectKey, type Store, timestamp } from '../model/store.js';

/** Whether nothing keeps a Pod that is to be deleted: no time that its containers get, and no finalizer. */
export function isFreed({ metadata }: Pick<PodObject, 'metadata'>): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata;
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds !== 0) return false;
  return ((metadata['finalizers'] ?? []) as readonly string[]).length === 0;
}

/** Removes a Pod whose containers have ended, once no finalizer keeps it. */
export function endPod(store: Store, key: ObjectKey): void {
  const ended = store.update(key, ({ metadata }) => {
    metadata.deletionTimestamp ??= timestamp();
    metadata.deletionGracePeriodSeconds = 0;
  });
  if (ended !== undefined && isFreed(ended as PodObject)) store.remove(key);
}
