import { isObject, type Json } from './random.js';

const replacements: readonly Json[] = [null, [], {}, '', false, 0, 'x', true];

/**
 * Changes one part somewhere inside: takes it away, repeats it, or puts a small value in its place.
 * What decides where and how is taken from `choices`, so that the same choices do the same.
 */
export function mutate(value: Json, choices: readonly number[]): Json {
  const [choice = 0, ...rest] = choices;
  if (rest.length > 0 && Array.isArray(value) && value.length > 0) {
    const at = choice % value.length;
    if (rest.length === 1) return value.filter((_, index) => index !== at);
    return value.map((part, index) => (index === at ? mutate(part, rest) : part));
  }
  if (rest.length > 0 && isObject(value) && Object.keys(value).length > 0) {
    const entries = Object.entries(value);
    const at = choice % entries.length;
    if (rest.length === 1) return Object.fromEntries(entries.filter((_, index) => index !== at));
    return Object.fromEntries(
      entries.map(([key, part], index) => [key, index === at ? mutate(part, rest) : part]),
    );
  }
  return replacements[choice % replacements.length] ?? null;
}
