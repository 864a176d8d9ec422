import { InvalidArgumentError } from 'commander';
import type { FieldValidation } from '../../index.js';

export type { FieldValidation };

const fieldValidations: readonly FieldValidation[] = ['Strict', 'Warn', 'Ignore'];

/** `strict` and `Strict` are the same, as for kubectl's --validate. */
export function parseFieldValidation(text: string): FieldValidation {
  const found = fieldValidations.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (found === undefined)
    throw new InvalidArgumentError(`Allowed choices are ${fieldValidations.join(', ')}.`);
  return found;
}

/** Takes `1.30`, `v1.30` and a release such as `v1.30.4`. */
export function parseMinor<Minor extends string>(text: string, minors: readonly Minor[]): Minor {
  const short = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(text.trim())?.[1];
  const found = minors.find((minor) => minor === short);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`Supported are ${minors[0]} to ${minors.at(-1)}.`);
}

/** Takes one minor, several with commas between, and ranges such as `1.28-1.34`. */
export function parseMinors<Minor extends string>(text: string, minors: readonly Minor[]): readonly Minor[] {
  const chosen = text.split(',').flatMap((part) => {
    const [from = '', to = from, ...more] = part.split('-');
    const [first, last] = [from, to].map((each) => minors.indexOf(parseMinor(each, minors)));
    if (first === undefined || last === undefined || more.length > 0 || last < first)
      throw new InvalidArgumentError('A range goes up, such as 1.28-1.34.');
    return minors.slice(first, last + 1);
  });
  return minors.filter((minor) => chosen.includes(minor));
}
