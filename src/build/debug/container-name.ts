import type { Pod } from '../../core/pod.js';
import { listContainers } from '../list-containers.js';

/** Consonants and digits that make no words and are not mistaken for each other. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * A name that kubectl could have given: `debugger-x7k2p`, and no container of the Pod has it.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/debug.go computeDebugContainerName; apimachinery
 * pkg/util/rand/rand.go String
 */
export function makeContainerName(pod: Pod | undefined): string {
  const taken = new Set(listContainers(pod).map(({ name }) => name));
  for (;;) {
    const name = `debugger-${Array.from({ length: 5 }, pickCharacter).join('')}`;
    if (!taken.has(name)) return name;
  }
}

function pickCharacter(): string {
  return alphabet.charAt(Math.floor(Math.random() * alphabet.length));
}
