import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
} from 'yaml';
import type { Path } from '../core/path.js';
import { readKey } from './check-keys.js';
import type { Span } from './place.js';

/** Finds where a part of a document stands, as `ParsedDocument` has it. */
export function locate(tree: Document, path: Path, prefer: 'key' | 'value'): Span {
  let node: Node | null = tree.contents;
  let span = spanOf(node) ?? { start: 0, end: 0 };
  for (const [depth, step] of path.entries()) {
    const found: NodeStep | undefined = enter(node, step, tree);
    if (found === undefined) break;
    node = found.node;
    const value = spanOf(node);
    const last = depth === path.length - 1;
    const isLarge = !isScalar(node) || value?.start === value?.end;
    const atKey = found.key !== undefined && ((last && prefer === 'key') || isLarge);
    span = (atKey ? spanOf(found.key) : value) ?? spanOf(found.key) ?? span;
  }
  return span;
}

interface NodeStep {
  readonly key: Node | undefined;
  readonly node: Node | null;
}

function enter(parent: unknown, step: string | number, tree: Document): NodeStep | undefined {
  const node = isAlias(parent) ? parent.resolve(tree) : parent;
  if (isSeq(node)) {
    const item = typeof step === 'number' ? node.items[step] : undefined;
    return isNode(item) ? { key: undefined, node: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  // the last of two equal keys is the one that counts
  const pair = [...node.items].reverse().find((item) => readKey(item.key, tree) === String(step));
  if (pair !== undefined) return stepTo(pair);
  const merged = node.items.find((item) => readKey(item.key, tree) === '<<');
  return merged === undefined ? undefined : enterMerged(merged.value, step, tree);
}

function enterMerged(value: unknown, step: string | number, tree: Document): NodeStep | undefined {
  const node = isAlias(value) ? value.resolve(tree) : value;
  if (!isSeq(node)) return enter(node, step, tree);
  for (const item of node.items) {
    const found = enter(item, step, tree);
    if (found !== undefined) return found;
  }
  return undefined;
}

function stepTo(pair: Pair): NodeStep {
  return {
    key: isNode(pair.key) ? pair.key : undefined,
    node: isNode(pair.value) && !isPair(pair.value) ? pair.value : null,
  };
}

function spanOf(node: Node | null | undefined): Span | undefined {
  const range = node?.range;
  if (!range) return undefined;
  // a block ends behind what follows it, comments and all
  const isBlock = isCollection(node) && node.flow !== true;
  return { start: range[0], end: isBlock ? Number.POSITIVE_INFINITY : range[1] };
}
