import fc, { type Arbitrary } from 'fast-check';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How far a generator strays: `hostile` ones put values of wrong types and unknown fields in too. */
export interface Mode {
  readonly hostile: boolean;
}

export function pick<const Values extends readonly unknown[]>(...values: Values): Arbitrary<Values[number]> {
  return fc.constantFrom(...values);
}

/** Mostly `usual`, now and then one of the others. */
export function mostly<Usual, Rare>(usual: Arbitrary<Usual>, ...rare: Arbitrary<Rare>[]) {
  return fc.oneof({ arbitrary: usual, weight: 4 * rare.length }, ...rare);
}

export const junk: Arbitrary<Json> = fc.oneof(
  pick<readonly Json[]>(null, true, false, 0, -1, 1.5, 7, '', 'x', '1', 'true', 1e20, 1e21, -9.5e-9),
  pick<readonly Json[]>([], {}, [null], [[]], { a: 1 }, { name: 'a' }, ['a', 'b'], [{}], 2 ** 31, 2 ** 53),
);

/** The value, null now and then, and in hostile mode a value of another type. */
export function typed(mode: Mode, values: Arbitrary<Json>): Arbitrary<Json> {
  const rare = mode.hostile ? [fc.constant(null), junk] : [fc.constant(null)];
  return fc.oneof({ arbitrary: values, weight: mode.hostile ? 16 : 40 }, ...rare);
}

const unknownKeys = [
  'foo',
  'Name',
  'NAME',
  'image ',
  '',
  'a.b',
  'a"b\\',
  'ключ',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'metadata',
  'targetcontainername',
  '$patch',
  '\u2028',
  '😀',
] as const;

/** An object of some of these fields, with fields that nobody knows in hostile mode. */
export function fields(
  mode: Mode,
  model: { readonly [key: string]: Arbitrary<Json> },
  most = 4,
): Arbitrary<Json> {
  const entries = Object.entries(model).map(([key, values]) =>
    values.map((value): [string, Json] => [key, value]),
  );
  // only the chosen ones are generated: a model holds whole trees
  const chosen = fc
    .subarray(entries, { maxLength: Math.min(most, entries.length) })
    .chain((some) => fc.tuple(...some));
  return fc
    .tuple(chosen, strangers(mode))
    .map(([known, strange]) => Object.fromEntries([...known, ...strange]));
}

function strangers(mode: Mode): Arbitrary<[string, Json][]> {
  if (!mode.hostile) return fc.constant<[string, Json][]>([]);
  const some = fc.array(fc.tuple(pick(...unknownKeys), junk), { minLength: 1, maxLength: 2 });
  return fc.oneof({ arbitrary: fc.constant<[string, Json][]>([]), weight: 12 }, some);
}

/** These fields always, and some of the others. */
export function withFields(base: Arbitrary<Json>, more: Arbitrary<Json>): Arbitrary<Json> {
  return fc.tuple(base, more).map(([all, some]) => merge(all, some));
}

/** Fields of the second win; `__proto__` stays a field like any other. */
export function merge(first: Json, second: Json): Json {
  if (!isObject(first) || !isObject(second)) return second;
  return Object.fromEntries([...Object.entries(first), ...Object.entries(second)]);
}

export function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(mode: Mode, item: Arbitrary<Json>, most = 3): Arbitrary<Json> {
  return fc.array(mostly(item, typed(mode, item)), { maxLength: most });
}
