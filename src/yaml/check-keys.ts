import { type Document, isAlias, isPair, isScalar, isSeq, visit } from 'yaml';
import type { Path } from '../core/path.js';
import type { DuplicateKey } from './text-document.js';

/** Looks at every key of a document once: the first that JSON cannot have, and those that stand twice. */
export function checkKeys(tree: Document): {
  readonly invalid: number | undefined;
  readonly duplicates: readonly DuplicateKey[];
} {
  let invalid: number | undefined;
  const duplicates: DuplicateKey[] = [];
  visit(tree, {
    Map(_, map, ancestors) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const [start, end] = (isScalar(key) || isAlias(key) ? key.range : map.range) ?? [0, 0];
        const name = readKey(key, tree);
        if (name === undefined) invalid ??= start;
        else if (seen.has(name)) {
          duplicates.push({ path: [...pathOf([...ancestors, map], tree), name], span: { start, end } });
        } else seen.add(name);
      }
    },
  });
  return { invalid, duplicates };
}

/** The keys that lead to the last of these nodes, each of which holds the next. */
function pathOf(parents: readonly unknown[], tree: Document): Path {
  return parents.flatMap((parent, depth): (string | number)[] => {
    if (isPair(parent)) return [readKey(parent.key, tree) ?? ''];
    return isSeq(parent) && depth + 1 < parents.length ? [parent.items.indexOf(parents[depth + 1])] : [];
  });
}

/** The name of a key as JSON has it; undefined where it has none. */
export function readKey(key: unknown, tree: Document): string | undefined {
  const node = isAlias(key) ? key.resolve(tree) : key;
  if (!isScalar(node) || node.value === null || node.value === undefined) return undefined;
  // the parser stands a symbol in for the merge key
  return typeof node.value === 'symbol' ? node.value.description : String(node.value);
}
