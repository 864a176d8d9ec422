/**
 * A number that stands where Go wants a string, as kubectl's reader of YAML writes it: digits where
 * it is an integer of 64 bits, else the shortest of single precision, with an exponent of two digits.
 *
 * Source: sigs.k8s.io/yaml v1.6 yaml.go convertToJSONableObject; go strconv ftoa.go FormatFloat
 */
export function writeYamlNumber(value: number | bigint): string {
  const isInteger = typeof value === 'bigint' || Number.isInteger(value);
  // JSON writes the lowest integer of 64 bits rounded, below the limit
  if (isInteger && value > -(2 ** 63) && value < 2 ** 64) return String(value);
  const single = Math.fround(Number(value));
  if (!Number.isFinite(single)) return single < 0 ? '-Inf' : '+Inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  const [digits = '', exponent = ''] = shorten(single).toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(shorten(single));
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** The number of fewest digits that is this one in single precision. */
function shorten(single: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = round(single, digits);
    if (Math.fround(short) === single) return short;
  }
  return round(single, 9);
}

/** Rounds a tie to the even digit, where `toPrecision` rounds up. */
function round(single: number, digits: number): number {
  const longer = single.toExponential(digits);
  const goesDown = /[02468]\.?5e/.test(longer) && Number(longer) === single;
  return Number(goesDown ? longer.replace('5e', 'e') : single.toPrecision(digits));
}
