import { droppedField, type Finding, unknownField, wrongType } from './finding.js';

type Json = Record<string | number, unknown>;

/**
 * A copy of a JSON value as the server reads it: without what it drops, and with nothing where the
 * type was wrong, so that the rest can still be judged.
 */
export function prune(value: unknown, findings: readonly Finding[]): unknown {
  const copy = { root: JSON.parse(JSON.stringify(value)) as unknown };
  for (const finding of findings) {
    if (!isStructural(finding)) continue;
    remove(copy, finding);
  }
  return copy.root;
}

/** Whether a finding is about how the value was read rather than what it means. */
export function isStructural(finding: Finding): boolean {
  return finding.rule === wrongType || finding.rule === unknownField || finding.rule === droppedField;
}

function remove(copy: { root: unknown }, finding: Finding): void {
  const keys = ['root', ...[...finding.path].reverse()];
  const chain: Json[] = [];
  let at: unknown = copy;
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return;
    chain.push(at as Json);
    at = (at as Json)[key];
  }
  clear(chain, keys, chain.length - 1, finding);
}

function clear(
  chain: readonly Json[],
  keys: readonly (string | number)[],
  at: number,
  finding: Finding,
): void {
  const parent = chain[at];
  const key = keys[at];
  if (parent === undefined || key === undefined) return;
  if (finding.replacement !== undefined) parent[key] = finding.replacement;
  else if (Array.isArray(parent) || at === 0) parent[key] = null;
  else delete parent[key];
  const isEmpty = Object.values(parent).every((value) => value === null);
  if (finding.withParent === true && isEmpty && at > 0)
    clear(chain, keys, at - 1, { ...finding, withParent: false });
}
