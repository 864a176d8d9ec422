import { type Minor, minors } from '../../generated/facts/minors.js';

/** A supported minor, by its number or the version of a release of it: `1.34`, `v1.34`, `1.34.2`. */
export type MinorVersion = Minor | `v${Minor}` | `${Minor}.${number}` | `v${Minor}.${number}`;

/**
 * The supported minor that a version names, such as the `gitVersion` of a server.
 *
 * @example
 * ```ts
 * import { parseMinor } from 'ephemeral-containers';
 *
 * console.log(parseMinor('v1.34.2+k3s1')); // 1.34
 * ```
 * @throws RangeError where it names none.
 */
export function parseMinor(version: string): Minor {
  // a caller who gives a minor gives it at every call: the exact form takes no pattern
  const minor = findMinor(version) ?? findMinor(versionPattern.exec(version)?.[1]);
  if (minor !== undefined) return minor;
  throw new RangeError(
    `minor: ${JSON.stringify(version)} is none of ${minors[0]} to ${minors.at(-1)}, such as "1.34" or "v1.34.2"`,
  );
}

const versionPattern = /^v?(1\.[0-9]{1,3})(?:\.[0-9]+(?:[-+].*)?)?$/s;

function findMinor(name: string | undefined): Minor | undefined {
  return minors.find((each) => each === name);
}
