import type { Path } from '../core/path.js';
import { droppedField, type Finding, unknownField, wrongType } from './findings.js';

type Json = Record<string | number, unknown>;

/** What is to go, and what comes in its place if anything. */
export interface Removal {
  readonly path: Path;
  readonly replacement?: unknown;
  /** The parent goes too where nothing else is set in it. */
  readonly withParent?: boolean;
}

/**
 * A copy of a JSON value as the server reads it: nothing where it drops or cannot decode a part, so
 * that the rest can still be validated. Only what leads to a change is copied. A member that goes
 * becomes undefined: deleting it would make every later look at its object slow.
 */
export function prune(value: unknown, removals: readonly Removal[]): unknown {
  const top: Json = { root: value };
  const copies = new Set<unknown>([top]);
  // only after all other removals is it known whether a parent is empty
  for (const removal of removals) if (removal.withParent !== true) remove(top, removal, copies);
  for (const removal of removals) if (removal.withParent === true) remove(top, removal, copies);
  return top['root'];
}

/** Whether a finding is about how the value was read rather than what it means. */
export function isStructural(finding: Finding): boolean {
  return finding.rule === wrongType || finding.rule === unknownField || finding.rule === droppedField;
}

function remove(top: Json, removal: Removal, copies: Set<unknown>): void {
  const keys = ['root', ...removal.path];
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
  clear(chain, keys, removal);
}

function copy(value: object): object {
  return Array.isArray(value) ? [...value] : { ...value };
}

function clear(chain: readonly Json[], keys: Path, removal: Removal): void {
  const parent = chain[chain.length - 1];
  const key = keys[chain.length - 1];
  if (parent === undefined || key === undefined) return;
  if (removal.replacement !== undefined) setOwn(parent, key, removal.replacement);
  else setOwn(parent, key, Array.isArray(parent) || chain.length === 1 ? null : undefined);
  const isEmpty =
    removal.withParent === true &&
    Object.values(parent).every((value) => value === null || value === undefined);
  if (isEmpty) clear(chain.slice(0, -1), keys, { path: removal.path });
}

/** An assignment to `__proto__` would set the prototype. */
function setOwn(parent: Json, key: string | number, value: unknown): void {
  if (key !== '__proto__') parent[key] = value;
  else Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}
