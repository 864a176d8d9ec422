import { isObject, type JsonObject } from '../../core/json.js';
import type { Pod } from '../../core/pod.js';
import { RequestFailedError } from '../errors/broken.js';

const lists = {
  spec: ['containers', 'initContainers', 'ephemeralContainers', 'volumes'],
  status: ['conditions', 'containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'],
} as const;

/** A Pod that the server answered with: one that says which it is, and whose lists are lists. */
export function podOfAnswer(value: unknown): Pod {
  const { kind = 'Pod', metadata } = isObject(value) ? value : {};
  const uid = isObject(metadata) ? metadata['uid'] : undefined;
  if (kind === 'Pod' && typeof uid === 'string' && uid !== '' && hasLists(value as JsonObject)) {
    return value as Pod;
  }
  throw otherAnswer('a Pod', value);
}

/** The items of a list that the server answered with. */
export function podsOfAnswer(value: unknown): Pod[] {
  const items = isObject(value) ? value['items'] : undefined;
  // Go writes a list without items as null.
  if (items === null) return [];
  if (!Array.isArray(items)) throw otherAnswer('a list', value);
  return items.map(podOfAnswer);
}

/** In JSON of the API server, an empty list may be null or absent. */
function hasLists(pod: JsonObject): boolean {
  return Object.entries(lists).every(([part, keys]) => {
    const value = pod[part] ?? {};
    return isObject(value) && keys.every((key) => isListOfObjects(value[key] ?? []));
  });
}

const isListOfObjects = (value: unknown) => Array.isArray(value) && value.every(isObject);

export function otherAnswer(wanted: string, value: unknown): RequestFailedError {
  const shown = JSON.stringify(value).slice(0, 200);
  return new RequestFailedError(
    `the server's answer is not ${wanted}, check the address of the cluster: ${shown}`,
  );
}
