import type { Path } from '../core/path.js';
import type { Span } from './place.js';
import type { DuplicateKey, ParsedDocument } from './text-document.js';

/** A value in a text: where it stands, and what is directly in it. */
export interface TextNode extends Span {
  /** Of a mapping, in the order of the text; a key may stand twice. */
  readonly members?: readonly TextMember[];
  /** Of a list. */
  readonly items?: readonly TextNode[];
}

export interface TextMember {
  readonly key: string;
  readonly name: Span;
  readonly node: TextNode;
}

/** A value, and where it and its parts stand. */
export interface Reading {
  readonly value: unknown;
  readonly node: TextNode;
}

export function documentOf({ value, node: root }: Reading): ParsedDocument {
  return {
    value,
    findDuplicates: () => findDuplicates(root, []),
    locate: (path, prefer) => locate(root, path, prefer),
  };
}

function findDuplicates(node: TextNode, path: Path): DuplicateKey[] {
  if (node.items !== undefined) {
    return node.items.flatMap((item, index) => (isLarge(item) ? findDuplicates(item, [...path, index]) : []));
  }
  const seen = new Set<string>();
  return (node.members ?? []).flatMap(({ key, name, node: value }) => {
    const again = seen.has(key) ? [{ path: [...path, key], span: name }] : [];
    seen.add(key);
    return isLarge(value) ? [...again, ...findDuplicates(value, [...path, key])] : again;
  });
}

function locate(root: TextNode, path: Path, prefer: 'key' | 'value'): Span {
  let node = root;
  let span: Span = root;
  for (const [depth, step] of path.entries()) {
    const member = findMember(node.members, step);
    const next = member?.node ?? (typeof step === 'number' ? node.items?.[step] : undefined);
    if (next === undefined) break;
    const atKey = isLarge(next) || next.end === next.start || (prefer === 'key' && depth === path.length - 1);
    span = atKey ? (member?.name ?? next) : next;
    node = next;
  }
  return { start: span.start, end: span.end };
}

/** The last of two equal keys is the one that counts. */
function findMember(members: readonly TextMember[] = [], key: string | number): TextMember | undefined {
  for (let at = members.length - 1; at >= 0; at--) if (members[at]?.key === key) return members[at];
  return undefined;
}

function isLarge(node: TextNode): boolean {
  return node.members !== undefined || node.items !== undefined;
}
