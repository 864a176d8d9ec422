/**
 * How plain words in YAML become JSON on their way to the API server: the rules of YAML 1.1 as
 * kubectl's parser has them, so `yes` is a boolean, `010` is 8 and a date stays a string.
 *
 * Source: sigs.k8s.io/yaml v1.6.0 goyaml.v2/resolve.go resolve
 */
export const isNull = /^(?:~|null|Null|NULL)?$/;

export const isBoolean =
  /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON|n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/;

export const isInteger =
  /^[-+]?(?:0[xX][0-9a-fA-F_]*[0-9a-fA-F]_*|0[bB][01_]*[01]_*|0[oO][0-7_]*[0-7]_*|[0-9][0-9_]*)$/;

export const isFloat = /^[-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/;

export function readBoolean(text: string): boolean {
  return /^(?:y|yes|true|on)$/i.test(text);
}

/** A number that Go cannot hold stays the text that it is. */
export function readInteger(text: string): number | string {
  const size = Number(readDigits(text));
  if (!Number.isFinite(size)) return text;
  return text.startsWith('-') ? 0 - size : size;
}

/** The same, but what a number cannot hold keeps its digits. */
export function readExactInteger(text: string): number | bigint | string {
  const value = readInteger(text);
  if (typeof value === 'string' || Number.isSafeInteger(value)) return value;
  const size = BigInt(readDigits(text));
  return text.startsWith('-') ? -size : size;
}

/** The digits as JavaScript has them. A leading zero means octal, unless a digit says otherwise: `09` is 9. */
function readDigits(text: string): string {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
  return /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
}

export function readFloat(text: string): number | string {
  const number = Number(text.replaceAll('_', ''));
  return Number.isFinite(number) ? number : text;
}
