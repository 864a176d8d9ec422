import { type Document, isAlias, isScalar, visit } from 'yaml';

/** A key of a mapping that the API server would not take. */
export interface KeyProblem {
  readonly offset: number;
  readonly text: string;
}

/** Looks at every key of a document once: keys that JSON cannot have, and keys that stand twice. */
export function findKeyProblems(tree: Document): {
  readonly invalid: KeyProblem | undefined;
  readonly duplicates: readonly KeyProblem[];
} {
  let invalid: KeyProblem | undefined;
  const duplicates: KeyProblem[] = [];
  visit(tree, {
    Map(_, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const offset = offsetOf(key) ?? map.range?.[0] ?? 0;
        const name = readKey(key, tree);
        if (name === undefined) {
          invalid ??= { offset, text: 'has a key that is not a string' };
          continue;
        }
        if (seen.has(name)) duplicates.push({ offset, text: name });
        seen.add(name);
      }
    },
  });
  return { invalid, duplicates };
}

/** The name of a key as JSON has it; undefined where it has none. */
export function readKey(key: unknown, tree: Document): string | undefined {
  const node = isAlias(key) ? key.resolve(tree) : key;
  if (!isScalar(node) || node.value === null || node.value === undefined) return undefined;
  // the parser stands a symbol in for the merge key
  return typeof node.value === 'symbol' ? node.value.description : String(node.value);
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isAlias(node) ? node.range?.[0] : undefined;
}
