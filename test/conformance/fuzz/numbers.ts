import fc, { type Arbitrary } from 'fast-check';
import { pick } from './random.js';

/** Whole numbers about the limits of int32, int64 and of doubles; JSON text is what JavaScript writes. */
export const integers: Arbitrary<number> = fc.oneof(
  pick(0, -0, 1, -1, 1000, 65535, 65536, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1),
  pick(
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
    -(2 ** 53),
    2 ** 63 - 1024,
    2 ** 63,
    -(2 ** 63),
    1e18,
    1e19,
    1e20,
    1e21,
  ),
  fc.integer(),
);

const numerals = [
  '0',
  '1',
  '-1',
  '+1',
  '00',
  '007',
  '10',
  '1000',
  '1024',
  '1.5',
  '0.5',
  '.5',
  '5.',
  '1.0',
  '.',
] as const;
const more = [
  '100',
  '1.000',
  '0.001',
  '0.0001',
  '1000000',
  '999',
  '9223372036854775807',
  '9223372036854775808',
] as const;
const limits = [
  '18446744073709551616',
  '123456789012345678901234567890',
  '-9223372036854775809',
  '0.0000000001',
] as const;
const suffixes = [
  '',
  '',
  '',
  'n',
  'u',
  'm',
  'k',
  'K',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
  'Pi',
  'Ei',
  'ki',
] as const;
const exponents = [
  'e0',
  'E0',
  'e3',
  'E3',
  'e-3',
  'e+3',
  'E6',
  'e18',
  'e19',
  'e-9',
  'e-10',
  'e',
  'E+',
  'e1.5',
  'e03',
  'mi',
  'i',
] as const;

/** Quantities in every notation, and what is nearly one. */
export const quantities: Arbitrary<string | number> = fc.oneof(
  {
    arbitrary: fc
      .tuple(pick(...numerals, ...more, ...limits), pick(...suffixes, ...exponents))
      .map(([number, suffix]) => number + suffix),
    weight: 6,
  },
  pick(
    '',
    ' ',
    ' 1',
    '1 ',
    '1 Ki',
    '١',
    '１',
    '1,5',
    '0x10',
    '1_000',
    'Ki',
    'm',
    '-',
    '+',
    '--1',
    '1e9e9',
    'NaN',
    'Infinity',
  ),
  pick(0, 1, -1, 1.5, 0.001, 1e3, 1e21, 1e-7, 5e-324, 1e15, 2 ** 53, 1000),
);
