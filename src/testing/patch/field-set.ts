import { isObject, type JsonObject, type JsonValue } from '../model/json.js';

/**
 * Fields of an object, as `managedFields` names them: `f:spec`, `k:{"name":"app"}`, `v:"x"`. An
 * element is in the set itself, or has others of the set below it, or both.
 *
 * Source: structured-merge-diff v6 fieldpath/set.go
 */
export interface FieldSet {
  readonly members: ReadonlySet<string>;
  readonly children: ReadonlyMap<string, FieldSet>;
}

export const emptySet: FieldSet = { members: new Set(), children: new Map() };

export function isEmptySet({ members, children }: FieldSet): boolean {
  return members.size === 0 && children.size === 0;
}

/** The set of one path. */
export function setOf(path: readonly string[]): FieldSet {
  const [first, ...rest] = path;
  if (first === undefined) return emptySet;
  if (rest.length === 0) return { members: new Set([first]), children: new Map() };
  return { members: new Set(), children: new Map([[first, setOf(rest)]]) };
}

export function union(left: FieldSet, right: FieldSet): FieldSet {
  const members = new Set([...left.members, ...right.members]);
  return {
    members,
    children: combine(left, right, (one = emptySet, other = emptySet) => union(one, other)),
  };
}

export function intersection(left: FieldSet, right: FieldSet): FieldSet {
  return {
    members: new Set([...left.members].filter((element) => right.members.has(element))),
    children: combine(left, right, (one, other) => one && other && intersection(one, other)),
  };
}

export function difference(left: FieldSet, right: FieldSet): FieldSet {
  return {
    members: new Set([...left.members].filter((element) => !right.members.has(element))),
    children: combine(left, right, (one, other) => one && (other ? difference(one, other) : one)),
  };
}

function combine(
  left: FieldSet,
  right: FieldSet,
  merge: (one: FieldSet | undefined, other: FieldSet | undefined) => FieldSet | undefined,
): Map<string, FieldSet> {
  const result = new Map<string, FieldSet>();
  for (const element of new Set([...left.children.keys(), ...right.children.keys()])) {
    const merged = merge(left.children.get(element), right.children.get(element));
    if (merged !== undefined && !isEmptySet(merged)) result.set(element, merged);
  }
  return result;
}

/** Every path in the set: at each level the members, then what is below. */
export function pathsOf({ members, children }: FieldSet, above: readonly string[] = []): string[][] {
  return [
    ...[...members].sort().map((element) => [...above, element]),
    ...[...children]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([element, below]) => pathsOf(below, [...above, element])),
  ];
}

/** Source: structured-merge-diff v6 fieldpath/serialize.go */
export function encodeSet({ members, children }: FieldSet): JsonObject {
  const elements = [...new Set([...members, ...children.keys()])].sort();
  return Object.fromEntries(
    elements.map((element) => {
      const below = children.get(element);
      if (below === undefined) return [element, {}];
      return [element, { ...(members.has(element) ? { '.': {} } : {}), ...encodeSet(below) }];
    }),
  );
}

export function decodeSet(encoded: JsonValue | undefined): FieldSet {
  const members = new Set<string>();
  const children = new Map<string, FieldSet>();
  for (const [element, value] of Object.entries(isObject(encoded) ? encoded : {})) {
    if (element === '.') continue;
    const below = decodeSet(value);
    const isMember = isEmptySet(below) || (isObject(value) && '.' in value);
    if (isMember) members.add(element);
    if (!isEmptySet(below)) children.set(element, below);
  }
  return { members, children };
}
