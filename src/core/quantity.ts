import { trimGoSpace } from './go-text.js';

/** A resource quantity as Kubernetes reads it. */
export interface Quantity {
  /** What the server prints and stores: canonical, or as written where that is canonical enough. */
  readonly text: string;
  readonly isZero: boolean;
}

type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const maxInt64 = 2n ** 63n - 1n;
/** Longer numbers are not normalized, since arithmetic on them would take minutes. */
const longest = 4096;

/**
 * Parses a quantity: `"100m"`, `"1Gi"`, `0.5`. Answers undefined where the server cannot decode it.
 *
 * Source: kubernetes v1.34 apimachinery pkg/api/resource/quantity.go Quantity.UnmarshalJSON, ParseQuantity
 */
export function parseQuantity(value: string | number): Quantity | undefined {
  const text = trimGoSpace(String(value));
  if (text === '') return undefined;
  const parts = /^([+-]?)0*([0-9]*)(\.[0-9]*)?([eEinumkKMGTP]*[+-]?[0-9]*)$/.exec(text);
  if (parts === null) return undefined;
  const [, sign = '', integer = '', fraction = '', suffix = ''] = parts;
  // a number of nothing but zeros ends before any suffix is looked at
  if (/^[+-]?0*$/.test(text)) return { text: text === '0' ? text : '0', isZero: true };
  const scale = interpretSuffix(suffix);
  if (scale === undefined) return undefined;
  if (text.length > longest) return { text, isZero: false };
  const denominator = fraction.slice(1);
  const digits = (integer === '' ? '0' : integer) + denominator;
  return scale.format === 'BinarySI'
    ? parseBinary(text, sign, digits, denominator.length, scale.exponent)
    : parseDecimal(text, sign, digits, denominator.length, scale.exponent, scale.format);
}

function interpretSuffix(suffix: string): { format: Format; exponent: number } | undefined {
  const decimal = decimalSuffixes.indexOf(suffix);
  if (decimal >= 0) return { format: 'DecimalSI', exponent: decimal * 3 - 9 };
  const binary = binarySuffixes.indexOf(suffix);
  if (binary >= 0) return { format: 'BinarySI', exponent: binary * 10 };
  if (!/^[eE][+-]?[0-9]+$/.test(suffix)) return undefined;
  const exponent = BigInt(suffix.slice(1).replace('+', ''));
  if (exponent > maxInt64 || exponent < -maxInt64 - 1n) return undefined;
  return { format: 'DecimalExponent', exponent: Number(BigInt.asIntN(32, exponent)) };
}

function parseDecimal(
  text: string,
  sign: string,
  digits: string,
  places: number,
  exponent: number,
  format: Format,
): Quantity | undefined {
  const scale = exponent - places;
  const fits = digits.length <= 18 && scale >= -9;
  // no digit at all is 0, but only where there is nothing to round
  if (!fits && !hasDigits(text)) return undefined;
  if (fits && scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0')) {
    return { text, isZero: BigInt(digits) === 0n };
  }
  return printDecimal(sign, BigInt(digits), scale, format);
}

/** Before the suffix, whose exponent may have some. */
function hasDigits(text: string): boolean {
  return /^[+-]?\.?[0-9]/.test(text);
}

function printDecimal(sign: string, value: bigint, scale: number, format: Format): Quantity {
  if (value === 0n) return { text: '0', isZero: true };
  let [amount, exponent] = roundUpToNano(value, scale);
  const trailing = /0*$/.exec(amount.toString())?.[0].length ?? 0;
  amount /= 10n ** BigInt(trailing);
  exponent += trailing;
  while (exponent % 3 !== 0) {
    amount *= 10n;
    exponent -= 1;
  }
  const suffix =
    format === 'DecimalSI' ? (decimalSuffixes[exponent / 3 + 3] ?? '') : exponent === 0 ? '' : `e${exponent}`;
  return { text: `${sign === '-' ? '-' : ''}${amount}${suffix}`, isZero: false };
}

/** Anything smaller than the smallest step counts as one step. */
function roundUpToNano(value: bigint, scale: number): [bigint, number] {
  if (scale >= -9) return [value, scale];
  const drop = -9 - scale;
  if (drop > value.toString().length) return [1n, -9];
  const step = 10n ** BigInt(drop);
  return [(value + step - 1n) / step, -9];
}

function parseBinary(
  text: string,
  sign: string,
  digits: string,
  places: number,
  exponent: number,
): Quantity | undefined {
  const value = BigInt(digits);
  const product = value << BigInt(exponent);
  const precision = places > 0 ? -1 : 15 - digits.length - Math.trunc(Math.fround((exponent * 3) / 10)) - 1;
  if (precision >= 0 && product <= maxInt64) {
    if ((value & 7n) !== 0n) return { text, isZero: false };
    return printBinary(sign, product);
  }
  if (!hasDigits(text)) return undefined;
  // exact in tenths: value × 2^exponent ÷ 10^places
  const unit = 10n ** BigInt(places);
  if (product >= maxInt64 * unit) return printBinary(sign, maxInt64);
  if (product % unit === 0n) return printBinary(sign, product / unit);
  return printDecimal(sign, product, -places, 'DecimalSI');
}

function printBinary(sign: string, value: bigint): Quantity {
  if (value === 0n) return { text: '0', isZero: true };
  if (value < 1024n) return printDecimal(sign, value, 0, 'DecimalSI');
  let amount = value;
  let power = 0;
  while (amount % 1024n === 0n) {
    amount /= 1024n;
    power += 1;
  }
  return { text: `${sign === '-' ? '-' : ''}${amount}${binarySuffixes[power] ?? ''}`, isZero: false };
}
