import { randomInt } from 'node:crypto';
import type { Pod } from '../../core/pod.js';

/** Without vowels and look-alikes (kubernetes v1.37 apimachinery pkg/util/rand/rand.go alphanums). */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A name as kubectl debug makes them, that no container of the Pod has: `debugger-x7k2p`. */
export function generateName(pod: Pod | undefined): string {
  const taken = new Set(namesOf(pod));
  for (;;) {
    const name = `debugger-${Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;
    if (!taken.has(name)) return name;
  }
}

function namesOf(pod: Pod | undefined): string[] {
  const { containers, initContainers, ephemeralContainers } = pod?.spec ?? {};
  // Go writes a list without items as null.
  return [...(containers ?? []), ...(initContainers ?? []), ...(ephemeralContainers ?? [])].map(
    ({ name }) => name,
  );
}
