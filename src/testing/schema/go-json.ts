/**
 * Why Go does not read a text as JSON, if it does not.
 *
 * Source: go encoding/json scanner.go
 */
export function explainJson(text: string): string | undefined {
  try {
    const end = readValue(text, skipSpace(text, 0));
    const rest = skipSpace(text, end);
    return rest < text.length ? `${character(text, rest)} after top-level value` : undefined;
  } catch (error) {
    if (error instanceof SyntaxProblem) return error.message;
    throw error;
  }
}

class SyntaxProblem extends Error {}

function fail(text: string, at: number, context: string): never {
  throw new SyntaxProblem(
    at < text.length ? `${character(text, at)} ${context}` : 'unexpected end of JSON input',
  );
}

function character(text: string, at: number): string {
  const letter = text[at] ?? '';
  const quoted = letter === "'" ? "\\'" : letter === '"' ? '"' : JSON.stringify(letter).slice(1, -1);
  return `invalid character '${quoted}'`;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? '')) at += 1;
  return at;
}

/** Reads one value from its first letter on; answers where it ends. */
function readValue(text: string, at: number): number {
  const letter = text[at] ?? '';
  if (letter === '{') return readMembers(text, at);
  if (letter === '[') return readItems(text, at);
  if (letter === '"') return readString(text, at);
  if (letter === '-' || isDigit(letter)) return readNumber(text, at);
  const literal = ['true', 'false', 'null'].find((word) => word.startsWith(letter) && letter !== '');
  if (literal === undefined) return fail(text, at, 'looking for beginning of value');
  for (const [index, expected] of [...literal].entries()) {
    if (text[at + index] !== expected) {
      return fail(text, at + index, `in literal ${literal} (expecting '${expected}')`);
    }
  }
  return at + literal.length;
}

function readMembers(text: string, start: number): number {
  let at = skipSpace(text, start + 1);
  if (text[at] === '}') return at + 1;
  for (;;) {
    if (text[at] !== '"') return fail(text, at, 'looking for beginning of object key string');
    at = skipSpace(text, readString(text, at));
    if (text[at] !== ':') return fail(text, at, 'after object key');
    at = skipSpace(text, readValue(text, skipSpace(text, at + 1)));
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',') return fail(text, at, 'after object key:value pair');
    at = skipSpace(text, at + 1);
  }
}

function readItems(text: string, start: number): number {
  let at = skipSpace(text, start + 1);
  if (text[at] === ']') return at + 1;
  for (;;) {
    at = skipSpace(text, readValue(text, at));
    if (text[at] === ']') return at + 1;
    if (text[at] !== ',') return fail(text, at, 'after array element');
    at = skipSpace(text, at + 1);
  }
}

function readString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (letter === '"') return at + 1;
    if (letter < ' ') return fail(text, at, 'in string literal');
    if (letter !== '\\') continue;
    at += 1;
    if (text[at] === 'u') {
      for (let digit = 1; digit <= 4; digit += 1) {
        if (!/[0-9a-fA-F]/.test(text[at + digit] ?? '')) {
          return fail(text, at + digit, 'in \\u hexadecimal character escape');
        }
      }
      at += 4;
    } else if (!'bfnrt\\/"'.includes(text[at] ?? ' ')) {
      return fail(text, at, 'in string escape code');
    }
  }
  return fail(text, text.length, '');
}

function readNumber(text: string, start: number): number {
  let at = text[start] === '-' ? start + 1 : start;
  if (!isDigit(text[at])) return fail(text, at, 'in numeric literal');
  at = text[at] === '0' ? at + 1 : skipDigits(text, at);
  if (text[at] === '.') {
    if (!isDigit(text[at + 1])) return fail(text, at + 1, 'after decimal point in numeric literal');
    at = skipDigits(text, at + 1);
  }
  if (text[at] !== 'e' && text[at] !== 'E') return at;
  at += text[at + 1] === '+' || text[at + 1] === '-' ? 2 : 1;
  if (!isDigit(text[at])) return fail(text, at, 'in exponent of numeric literal');
  return skipDigits(text, at);
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text[at])) at += 1;
  return at;
}

function isDigit(letter: string | undefined): boolean {
  return letter !== undefined && letter >= '0' && letter <= '9';
}
