const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const escapes: { readonly [code: number]: string } = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/**
 * Quotes a string the way Go's `%q` does, which is how the API server prints a value at fault.
 * A lone surrogate is U+FFFD, as it is once the server has decoded the JSON.
 *
 * Source: go strconv/quote.go Quote
 */
export function goQuote(value: string): string {
  // almost every value that reaches a message is plain
  if (/^[ !#-[\]-~]*$/.test(value)) return `"${value}"`;
  let text = '"';
  for (const char of value) {
    const code = char.codePointAt(0) ?? 0;
    const letter = escapes[code];
    if (letter !== undefined) text += letter;
    else if (code >= 0xd800 && code <= 0xdfff) text += '\ufffd';
    else if (code < 0x7f ? code >= 0x20 : isPrintable(char, code)) text += char;
    else text += escapeCode(code);
  }
  return `${text}"`;
}

function isPrintable(char: string, code: number): boolean {
  // of all spaces Go prints only the ASCII one
  return code >= 0xa1 && printable.test(char);
}

function escapeCode(code: number): string {
  const hex = code.toString(16);
  if (code < 0x80) return `\\x${hex.padStart(2, '0')}`;
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/**
 * Writes a string the way Go's `json.Marshal` does: like `JSON.stringify`, but with `<`, `>`, `&`
 * and the two line separators escaped.
 *
 * Source: go encoding/json/encode.go appendString
 */
export function goJson(value: string): string {
  const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(replaceLoneSurrogates(value)).replace(/[<>&\u2028\u2029]/g, escaped);
}

/** The number of bytes in UTF-8, which is what Go's `len` counts. */
export function byteLength(value: string): number {
  let bytes = value.length;
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code < 0x80) continue;
    // the two halves of a pair take two bytes each, a lone surrogate becomes U+FFFD and takes three
    bytes += code < 0x800 || isHalfOfPair(value, index, code) ? 1 : 2;
  }
  return bytes;
}

function isHalfOfPair(value: string, index: number, code: number): boolean {
  if (code < 0xd800 || code > 0xdfff) return false;
  const other = value.charCodeAt(code < 0xdc00 ? index + 1 : index - 1);
  return code < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other < 0xdc00;
}

function replaceLoneSurrogates(value: string): string {
  return value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** Whether Go counts a UTF-16 unit as space: JavaScript's \s, but with U+0085 and without U+FEFF. */
export function isGoSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return code !== 0xfeff && /\s/.test(String.fromCharCode(code));
}

/** Go's `strings.TrimSpace`. */
export function trimGoSpace(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isGoSpace(value.charCodeAt(start))) start++;
  while (end > start && isGoSpace(value.charCodeAt(end - 1))) end--;
  return value.slice(start, end);
}
