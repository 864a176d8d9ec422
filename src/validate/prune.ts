import { droppedField, type Finding, unknownField, wrongType } from './finding.js';

type Json = Record<string | number, unknown>;

/**
 * A copy of a JSON value as the server reads it: without what it drops, and with nothing where the
 * type was wrong, so that the rest can still be validated. Only what leads to a change is copied.
 */
export function prune(value: unknown, findings: readonly Finding[]): unknown {
  const top: Json = { root: value };
  const copies = new Set<unknown>([top]);
  // whether a parent is left with nothing shows once everything else is gone
  const structural = findings.filter(isStructural);
  const alone = structural.filter(({ withParent }) => withParent !== true);
  for (const finding of [...alone, ...structural.filter(({ withParent }) => withParent === true)]) {
    remove(top, finding, copies);
  }
  return top['root'];
}

/** Whether a finding is about how the value was read rather than what it means. */
export function isStructural(finding: Finding): boolean {
  return finding.rule === wrongType || finding.rule === unknownField || finding.rule === droppedField;
}

function remove(top: Json, finding: Finding, copies: Set<unknown>): void {
  const keys = ['root', ...[...finding.path].reverse()];
  const chain: Json[] = [top];
  for (const key of keys.slice(0, -1)) {
    const parent = chain[chain.length - 1];
    const child = parent === undefined || !Object.hasOwn(parent, key) ? undefined : parent[key];
    if (parent === undefined || typeof child !== 'object' || child === null) return;
    const own = copies.has(child) ? child : copy(child);
    copies.add(own);
    setOwn(parent, key, own);
    chain.push(own as Json);
  }
  clear(chain, keys, finding);
}

function copy(value: object): object {
  return Array.isArray(value) ? [...value] : { ...value };
}

function clear(chain: readonly Json[], keys: readonly (string | number)[], finding: Finding): void {
  const parent = chain[chain.length - 1];
  const key = keys[chain.length - 1];
  if (parent === undefined || key === undefined) return;
  if (finding.replacement !== undefined) setOwn(parent, key, finding.replacement);
  else if (Array.isArray(parent) || chain.length === 1) setOwn(parent, key, null);
  else delete parent[key];
  const isEmpty = finding.withParent === true && Object.values(parent).every((value) => value === null);
  if (isEmpty) clear(chain.slice(0, -1), keys, { ...finding, withParent: false });
}

/** An assignment to `__proto__` would set the prototype. */
function setOwn(parent: Json, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}
