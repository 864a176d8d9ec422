import { InvalidArgumentError } from 'commander';
import { type Minor, minors } from '../../../generated/facts/minors.js';
import type { FieldValidation } from '../../index.js';
import { parseMinor as parseVersion } from '../../validate/parse-minor.js';

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
export function parseMinor(text: string): Minor {
  try {
    return parseVersion(text.trim());
  } catch {
    throw new InvalidArgumentError(`Supported are ${minors[0]} to ${minors.at(-1)}.`);
  }
}

/** Takes one minor, several with commas between, and ranges such as `1.28-1.34`. */
export function parseMinors(text: string): readonly Minor[] {
  const chosen = text.split(',').flatMap((part) => {
    const [from = '', to = from, ...more] = part.split('-');
    const [first = 0, last = 0] = [from, to].map((each) => minors.indexOf(parseMinor(each)));
    if (more.length > 0 || last < first)
      throw new InvalidArgumentError('A range goes up, such as 1.28-1.34.');
    return minors.slice(first, last + 1);
  });
  return minors.filter((minor) => chosen.includes(minor));
}
