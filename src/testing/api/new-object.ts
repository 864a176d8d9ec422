import { randomInt, randomUUID } from 'node:crypto';
import type { ObjectMeta } from '../model/objects.js';
import { timestamp } from '../model/store.js';

/** What every new object gets: an identity, a time, and a name if it asks for one. */
export function completeNewObject(given: Partial<ObjectMeta>): ObjectMeta {
  const { resourceVersion: _version, ...metadata } = given;
  const { name = '', generateName } = metadata;
  const isNameless = name === '' && typeof generateName === 'string' && generateName !== '';
  return {
    ...metadata,
    name: isNameless ? `${generateName.slice(0, 58)}${suffix()}` : name,
    uid: randomUUID(),
    creationTimestamp: timestamp(),
  };
}

/** Source: kubernetes v1.37 apimachinery pkg/util/rand/rand.go String */
function suffix(): string {
  const letters = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
}
