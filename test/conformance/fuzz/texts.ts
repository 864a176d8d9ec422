import fc, { type Arbitrary } from 'fast-check';
import { mostly, pick } from './random.js';

/** Characters on which quoting, trimming, sorting and lengths part between Go and JavaScript. */
const odd = [
  '\0',
  '\x01',
  '\x07',
  '\b',
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  '\x1b',
  ' ',
  '"',
  '\\',
  "'",
  '`',
  '%',
  '<',
  '>',
  '&',
  '\x7f',
  '\x80',
  '\x85',
  '\xa0',
  '\xad',
  'é',
  'e\u0301',
  'ß',
  'İ',
  'ſ',
  'ﬁ',
  '\u061c',
  '\u1680',
  '\u180e',
  '\u2003',
  '\u200b',
  '\u200d',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u3000',
  '\ufeff',
  '\ufffd',
  '\uffff',
  '\ue000',
  '中',
  '😀',
  '\u{e0001}',
  '\u{10ffff}',
] as const;

const plain = [...'abz019AZ.-_/:=,;*$(){}[]@#+'];

/** Any short text: plain characters, odd ones, or both. */
export const text: Arbitrary<string> = fc
  .array(mostly(fc.constantFrom(...plain), fc.constantFrom(...odd)), { maxLength: 12 })
  .map((chars) => chars.join(''));

const lengths = [
  2, 15, 16, 62, 63, 64, 65, 127, 128, 129, 252, 253, 254, 255, 256, 257, 316, 317, 318,
] as const;

const repeated = fc.tuple(pick('a', 'A', '1', 'é', '😀', '-', '.', 'a.'), pick(...lengths));

/** Text as long as a limit, one less, or one more. */
export const long: Arbitrary<string> = repeated.map(([char, length]) => char.repeat(length));

/** A text that is a little off: odd characters before, inside or after. */
export function nearly(values: Arbitrary<string>): Arbitrary<string> {
  return fc
    .tuple(values, fc.constantFrom(...odd, ...plain), pick('before', 'after', 'inside', 'twice'))
    .map(([value, char, place]) => {
      if (place === 'before') return char + value;
      if (place === 'after') return value + char;
      const middle = value.length >> 1;
      return place === 'inside'
        ? value.slice(0, middle) + char + value.slice(middle)
        : `${value}${char}${value}`;
    });
}

/** Mostly these values, else near ones, limits, and any text. */
export function around(values: Arbitrary<string>): Arbitrary<string> {
  return fc.oneof(
    { arbitrary: values, weight: 10 },
    { arbitrary: nearly(values), weight: 3 },
    { arbitrary: text, weight: 2 },
    { arbitrary: long, weight: 1 },
    { arbitrary: fc.constant(''), weight: 1 },
  );
}

export const label: Arbitrary<string> = pick(
  'app',
  'a',
  'debugger-2',
  '1st',
  'x'.repeat(63),
  'a--b',
  'init',
  'proxy',
);

export const subdomain: Arbitrary<string> = pick(
  'cm',
  'a.b',
  'x-1.y',
  `${'a'.repeat(63)}.${'b'.repeat(189)}`,
  '0',
  'cm',
);
