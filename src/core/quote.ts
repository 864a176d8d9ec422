const escapes: { readonly [char: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** What Go does not print as it is: controls, every space but U+0020, formats, private and unassigned. */
const odd = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/**
 * Writes a string the way the API server does in its messages, which is Go's `%q`.
 *
 * Source: go strconv.Quote, and unicode.IsPrint for what stays as it is
 */
export function quote(text: string): string {
  return `"${text.replace(odd, escapeOne)}"`;
}

function escapeOne(char: string): string {
  const known = escapes[char];
  if (known !== undefined) return known;
  const code = char.codePointAt(0) ?? 0;
  // half a surrogate pair: decoding JSON makes it U+FFFD
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}
