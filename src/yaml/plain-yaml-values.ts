import type { Reading, TextMember, TextNode } from './text-node.js';
import { isBoolean, isFloat, isInteger, isNull, readBoolean, readFloat, readInteger } from './yaml-scalar.js';

/** What is thrown where the text is not as plain as it is read here. */
export const notPlain: unknown = Object.freeze({});

export function refuse(): never {
  throw notPlain;
}

/** A key, where it ends, and where its value may begin. */
interface PlainKey {
  readonly name: string;
  readonly end: number;
  readonly next: number;
}

const plainKey = /[A-Za-z_][\w./-]*/y;
// each character fits in one place: where the quote does not end, as few ways are tried as there are characters
const doubleQuoted = /"[^"\\\n]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\n]*)*"/y;
const singleQuoted = /'[^'\n]*(?:''[^'\n]*)*'/y;

/** The key at an offset, with the colon behind it; undefined where there is none. */
export function matchKey(text: string, at: number): PlainKey | undefined {
  const quote = text.charAt(at);
  const isQuoted = quote === '"' || quote === "'";
  const pattern = isQuoted ? (quote === '"' ? doubleQuoted : singleQuoted) : plainKey;
  pattern.lastIndex = at;
  if (!pattern.test(text)) return undefined;
  const end = pattern.lastIndex;
  const after = text.charAt(end + 1);
  if (text.charAt(end) !== ':' || (after !== ' ' && after !== '\n' && after !== '')) return undefined;
  return { name: readKeyName(text.slice(at, end), isQuoted), end, next: end + 1 };
}

function readKeyName(source: string, isQuoted: boolean): string {
  const name = isQuoted ? unquote(source) : resolvePlain(source);
  // a key that YAML takes for something else; one that would be no member
  if (typeof name !== 'string' || name === '__proto__') return refuse();
  return name;
}

function unquote(source: string): string {
  return source.startsWith('"') ? String(JSON.parse(source)) : source.slice(1, -1).replaceAll("''", "'");
}

/** A scalar, or a list or mapping in braces, that ends on its line, with nothing but a comment after it. */
export function readInline(text: string, start: number, lineEnd: number): Reading {
  const first = text.charAt(start);
  if (first !== '"' && first !== "'" && first !== '[' && first !== '{')
    return readPlain(text, start, lineEnd);
  const reading = readFlow(text, start);
  const rest = text.slice(reading.node.end, lineEnd);
  return /^ *(?: #.*)?$/.test(rest) ? reading : refuse();
}

const plainStart = /^(?:[\w/.$(+^~;\\=]|-[^ ])/;

function readPlain(text: string, start: number, lineEnd: number): Reading {
  const line = text.slice(start, lineEnd);
  const comment = line.indexOf(' #');
  const source = trimBlanks(comment < 0 ? line : line.slice(0, comment));
  if (!plainStart.test(source) || source.includes(': ') || source.endsWith(':')) return refuse();
  return { value: resolvePlain(source), node: { start, end: start + source.length } };
}

function trimBlanks(text: string): string {
  let end = text.length;
  while (text.charAt(end - 1) === ' ') end--;
  return text.slice(0, end);
}

function resolvePlain(source: string): unknown {
  // most words begin as nothing else does
  if (/^[a-eg-mp-su-xzA-EG-MP-SU-XZ_/$(\\^;=]/.test(source)) return source;
  if (isNull.test(source)) return null;
  if (isBoolean.test(source)) return readBoolean(source);
  if (isInteger.test(source)) return readInteger(source);
  if (isFloat.test(source)) return readFloat(source);
  return /^[-+]?\.(?:inf|nan)$/i.test(source) ? refuse() : source;
}

const flowWord = /(?:[\w/.$+]|-[\w-])(?:[\w/.$+=@%-]|:(?=[\w/])| (?=\w))*/y;

// no object of the API is as deep, and the stack has an end
const deepest = 200;

function readFlow(text: string, start: number, depth = 0): Reading {
  if (depth > deepest) return refuse();
  const first = text.charAt(start);
  if (first === '[') return readFlowList(text, start, depth + 1);
  if (first === '{') return readFlowMapping(text, start, depth + 1);
  const pattern = first === '"' ? doubleQuoted : first === "'" ? singleQuoted : flowWord;
  pattern.lastIndex = start;
  if (!pattern.test(text)) return refuse();
  const end = pattern.lastIndex;
  const source = text.slice(start, end);
  return { value: pattern === flowWord ? resolvePlain(source) : unquote(source), node: { start, end } };
}

function readFlowList(text: string, start: number, depth: number): Reading {
  const value: unknown[] = [];
  const items: TextNode[] = [];
  let at = skipBlanks(text, start + 1);
  while (text.charAt(at) !== ']') {
    const item = readFlow(text, at, depth);
    value.push(item.value);
    items.push(item.node);
    at = skipComma(text, item.node.end, ']');
  }
  return { value, node: { start, end: at + 1, items } };
}

function readFlowMapping(text: string, start: number, depth: number): Reading {
  const value: Record<string, unknown> = {};
  const members: TextMember[] = [];
  let at = skipBlanks(text, start + 1);
  while (text.charAt(at) !== '}') {
    const key = matchKey(text, at);
    if (key === undefined) return refuse();
    const { value: member, node } = readFlow(text, skipBlanks(text, key.next), depth);
    value[key.name] = member;
    members.push({ key: key.name, name: { start: at, end: key.end }, node });
    at = skipComma(text, node.end, '}');
  }
  return { value, node: { start, end: at + 1, members } };
}

/** Where the next item begins, or the bracket that ends them stands. */
function skipComma(text: string, from: number, closing: string): number {
  const at = skipBlanks(text, from);
  if (text.charAt(at) === closing) return at;
  if (text.charAt(at) !== ',') return refuse();
  const next = skipBlanks(text, at + 1);
  return text.charAt(next) === closing ? refuse() : next;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === ' ') at++;
  return at;
}
