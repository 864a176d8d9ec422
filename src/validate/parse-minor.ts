/**
 * The second number of `1.34`.
 *
 * @throws RangeError where the text is no such minor.
 */
export function parseMinor(minor: string): number {
  const digits = /^1\.([0-9]{1,3})$/.exec(minor)?.[1];
  if (digits === undefined) {
    throw new RangeError(`minor: ${JSON.stringify(minor)} is no Kubernetes minor; write it as "1.34"`);
  }
  return Number(digits);
}
