import { InvalidArgumentError } from 'commander';

/** A whole number that is not less than `least`. */
export function parseCount(text: string, least: number): number {
  const count = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new InvalidArgumentError(`Expected is a whole number, ${least} or more.`);
}
