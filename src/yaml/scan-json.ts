import type { Span } from './place.js';
import type { TextMember, TextNode } from './text-node.js';

/** Where a text stops being JSON. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;
  readonly isComment: boolean;

  constructor(text: string, offset: number, wanted: string) {
    const isComment = text.startsWith('//', offset) || text.startsWith('/*', offset);
    super(
      isComment
        ? 'is not JSON: JSON has no comments; take it out'
        : `is not JSON: ${wanted} is expected here${describe(text, offset)}`,
    );
    this.offset = offset;
    this.isComment = isComment;
  }
}

function describe(text: string, offset: number): string {
  if (offset >= text.length) return ', where the text ends';
  return text.charAt(offset) === "'" ? ', and JSON has its strings in double quotes' : '';
}

const blank = /[ \t\r\n]*/y;
const string = /"(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y;

// no object of the API is as deep, and the stack has an end
const deepest = 500;

/**
 * The JSON value at an offset.
 *
 * @throws JsonSyntaxError where there is none.
 * @throws RangeError where it is nested too deeply.
 */
export function scanJson(text: string, at: number, depth = 0): TextNode {
  const opening = text.charAt(at);
  if (depth > deepest) throw new RangeError('nested too deeply');
  if (opening === '{') return scanObject(text, at, depth + 1);
  if (opening === '[') return scanArray(text, at, depth + 1);
  const end = matchEnd(opening === '"' ? string : scalar, text, at);
  if (end > at) return { start: at, end };
  throw new JsonSyntaxError(text, at, opening === '"' ? 'a string with its end' : 'a value');
}

function scanObject(text: string, start: number, depth: number): TextNode {
  const members: TextMember[] = [];
  let at = skipBlank(text, start + 1);
  if (text.charAt(at) === '}') return { start, end: at + 1, members };
  for (;;) {
    const name = { start: at, end: matchEnd(string, text, at) };
    if (name.end === at) throw new JsonSyntaxError(text, at, 'a name in double quotes');
    at = skipBlank(text, name.end);
    if (text.charAt(at) !== ':') throw new JsonSyntaxError(text, at, '":"');
    const node = scanJson(text, skipBlank(text, at + 1), depth);
    members.push({ key: readName(text, name), name, node });
    at = skipBlank(text, node.end);
    if (text.charAt(at) === '}') return { start, end: at + 1, members };
    if (text.charAt(at) !== ',') throw new JsonSyntaxError(text, at, '"," or "}"');
    at = skipBlank(text, at + 1);
  }
}

function scanArray(text: string, start: number, depth: number): TextNode {
  const items: TextNode[] = [];
  let at = skipBlank(text, start + 1);
  if (text.charAt(at) === ']') return { start, end: at + 1, items };
  for (;;) {
    const node = scanJson(text, at, depth);
    items.push(node);
    at = skipBlank(text, node.end);
    if (text.charAt(at) === ']') return { start, end: at + 1, items };
    if (text.charAt(at) !== ',') throw new JsonSyntaxError(text, at, '"," or "]"');
    at = skipBlank(text, at + 1);
  }
}

export function skipBlank(text: string, at: number): number {
  return matchEnd(blank, text, at);
}

/** Where the match at an offset ends; the offset itself where there is none. */
function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function readName(text: string, { start, end }: Span): string {
  const name = text.slice(start + 1, end - 1);
  return name.includes('\\') ? String(JSON.parse(text.slice(start, end))) : name;
}
