/**
 * Replaces a dump of the server's own structs by `{…}`: Go syntax in early releases, JSON in late ones.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/field/errors.go Error.ErrorBody
 */
export function dumpless(message: string): string {
  const start = /^(?:Invalid|Unsupported|Duplicate) value: /.exec(message)?.[0];
  if (start === undefined) return message;
  const dump = message.slice(start.length);
  if (!/^(?:\{|&?(?:core|v1|field|resource|intstr)\.\w+\{)/.test(dump)) return message;
  const end = endOfBraces(dump, dump.indexOf('{'));
  return `${start}{…}${dump.slice(end)}`;
}

function endOfBraces(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at++;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

/**
 * What comes after the first line of `may not be changed` is a diff of the server's own structs; after
 * `may not be removed` there is only an end of line.
 */
export function firstLineOfChange(message: string): string {
  const line = message.indexOf('\n');
  return / may not be (?:changed|removed)$/.test(message.slice(0, Math.max(line, 0)))
    ? message.slice(0, line)
    : message;
}

const escapes: { readonly [letter: string]: string } = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Undoes Go's `%q`. */
export function unquote(text: string): string {
  return text
    .slice(1, -1)
    .replace(
      /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/g,
      (_, byte, short, long, letter: string) => {
        const code = byte ?? short ?? long;
        return code === undefined
          ? (escapes[letter] ?? letter)
          : String.fromCodePoint(Number.parseInt(code, 16));
      },
    );
}
