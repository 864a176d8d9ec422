import type { Path } from '../../core/path.js';
import type { Span } from './locate.js';
import type { KeyProblem } from './map-keys.js';

/** A value in a JSON text: where it stands, and what is directly in it. */
export interface JsonNode extends Span {
  /** Of an object, in the order of the text; a name may stand twice. */
  readonly members?: readonly { readonly key: string; readonly name: Span; readonly node: JsonNode }[];
  /** Of an array. */
  readonly items?: readonly JsonNode[];
}

const blank = /[ \t\r\n]*/y;
const scalar = /"(?:[^"\\]|\\.)*"|[-+.\w]+/sy;

/** The JSON value at an offset; undefined where there is none. Its scalars are not checked. */
export function scanValue(text: string, at: number): JsonNode | undefined {
  const opening = text.charAt(at);
  if (opening === '{') return scanObject(text, at);
  if (opening === '[') return scanArray(text, at);
  const end = matchEnd(scalar, text, at);
  return end > at ? { start: at, end } : undefined;
}

function scanObject(text: string, start: number): JsonNode | undefined {
  const members: { key: string; name: Span; node: JsonNode }[] = [];
  let at = skipBlank(text, start + 1);
  if (text.charAt(at) === '}') return { start, end: at + 1, members };
  for (;;) {
    const name = text.charAt(at) === '"' ? { start: at, end: matchEnd(scalar, text, at) } : undefined;
    if (name === undefined || name.end === at) return undefined;
    at = skipBlank(text, name.end);
    if (text.charAt(at) !== ':') return undefined;
    const node = scanValue(text, skipBlank(text, at + 1));
    if (node === undefined) return undefined;
    members.push({ key: readName(text, name), name, node });
    at = skipBlank(text, node.end);
    if (text.charAt(at) === '}') return { start, end: at + 1, members };
    if (text.charAt(at) !== ',') return undefined;
    at = skipBlank(text, at + 1);
  }
}

function scanArray(text: string, start: number): JsonNode | undefined {
  const items: JsonNode[] = [];
  let at = skipBlank(text, start + 1);
  if (text.charAt(at) === ']') return { start, end: at + 1, items };
  for (;;) {
    const node = scanValue(text, at);
    if (node === undefined) return undefined;
    items.push(node);
    at = skipBlank(text, node.end);
    if (text.charAt(at) === ']') return { start, end: at + 1, items };
    if (text.charAt(at) !== ',') return undefined;
    at = skipBlank(text, at + 1);
  }
}

/** Every name that stands twice in its object. */
export function findDuplicateNames(node: JsonNode): readonly KeyProblem[] {
  if (node.items !== undefined) return node.items.flatMap(findDuplicateNames);
  const seen = new Set<string>();
  return (node.members ?? []).flatMap((member) => {
    const again = seen.has(member.key) ? [{ offset: member.name.start, text: member.key }] : [];
    seen.add(member.key);
    return [...again, ...findDuplicateNames(member.node)];
  });
}

/** Where a part of the value stands, as `locate` finds it in YAML. */
export function locateJson(root: JsonNode, path: Path, prefer: 'key' | 'value'): Span {
  let node = root;
  let span: Span = root;
  for (const [depth, step] of path.entries()) {
    // the last of two equal names is the one that counts
    const member = node.members?.findLast(({ key }) => key === step);
    const next = member?.node ?? (typeof step === 'number' ? node.items?.[step] : undefined);
    if (next === undefined) break;
    const isLarge = next.members !== undefined || next.items !== undefined;
    const atName = isLarge || (prefer === 'key' && depth === path.length - 1);
    span = atName ? (member?.name ?? next) : next;
    node = next;
  }
  return { start: span.start, end: span.end };
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
  if (!name.includes('\\')) return name;
  try {
    return String(JSON.parse(text.slice(start, end)));
  } catch {
    return name;
  }
}
