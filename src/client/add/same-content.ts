import { isDeepStrictEqual } from 'node:util';
import { type EphemeralContainer, type Minor, type Pod, withDefaults } from '../../index.js';
import type { NamedJson } from './patch.js';

/** The container to send, and the one of the same name in the Pod. */
export interface Sent {
  readonly container: NamedJson;
  readonly minor: Minor;
}

/** The container of that name in a Pod. */
export function findByName(pod: Pod, name: string): NamedJson | undefined {
  return pod.spec?.ephemeralContainers?.find((container) => container.name === name);
}

/** Whether the server would store the sent container as the present one. */
export function isSame(sent: Sent, stored: NamedJson): boolean {
  return isDeepStrictEqual(asStored(sent), asStored({ ...sent, container: stored }));
}

/** Whether all that was sent is in what is stored, to which a webhook may have added. */
export function isWithin(sent: Sent, stored: NamedJson): boolean {
  return contains(asStored({ ...sent, container: stored }), asStored(sent));
}

function asStored({ container, minor }: Sent): unknown {
  return JSON.parse(JSON.stringify(withDefaults(container as EphemeralContainer, { minor })));
}

function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(whole) && Array.isArray(part)) {
    let at = 0;
    for (const item of whole) if (at < part.length && contains(item, part[at])) at++;
    return at === part.length;
  }
  if (typeof whole !== 'object' || typeof part !== 'object' || !whole || !part) return whole === part;
  const members = whole as Readonly<Record<string, unknown>>;
  return Object.entries(part).every(([key, value]) => contains(members[key], value));
}
