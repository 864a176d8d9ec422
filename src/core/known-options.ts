import { findNearest } from './find-nearest.js';

/** The names of an interface's options, all of them: one that is added or removed does not compile. */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>;

/**
 * Throws the TypeError of options that are none, and of one that does not exist; one that is
 * `undefined` is not given. `where` is what they are an option of.
 */
export function requireKnown(
  given: unknown,
  known: Readonly<Record<string, true>> | readonly string[],
  where = '',
): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new TypeError(`${where || 'options'}: must be an object, got ${String(given)}`);
  }
  const names: readonly string[] = Array.isArray(known) ? known : Object.keys(known);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || names.includes(name)) continue;
    const nearest = findNearest(name, names);
    const meant = nearest === undefined ? `only ${names.join(', ')}` : `did you mean ${nearest}?`;
    throw new TypeError(`${where && `${where}.`}${name}: there is no such option, ${meant}`);
  }
}

/** Those of the options that are known, for a call that takes fewer. */
export function pickKnown<Given extends object, Name extends string>(
  given: Given,
  known: Readonly<Record<Name, true>>,
): Pick<Given, Name & keyof Given> {
  const entries = Object.entries(given).filter(([name]) => Object.hasOwn(known, name));
  return Object.fromEntries(entries) as Pick<Given, Name & keyof Given>;
}
