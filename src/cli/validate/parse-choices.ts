import { InvalidArgumentError } from 'commander';
import type { FieldValidation } from './judge-subject.js';

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
