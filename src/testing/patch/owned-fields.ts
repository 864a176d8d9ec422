import { equals, type JsonObject } from '../model/json.js';
import { isStruct } from '../schema/fields.js';
import { emptySet, type FieldSet, setOf, union } from './field-set.js';
import { isBlank, isLeaf, partsOf, type Typed } from './typed.js';

/** What an applied object has: its leaves, and the items of its lists. Source: structured-merge-diff v6 typed/tofieldset.go */
export function fieldsOf(object: JsonObject, type: string): FieldSet {
  return fieldsBelow({ field: { of: type }, value: object });
}

function fieldsBelow(typed: Typed): FieldSet {
  const members = new Set<string>();
  const children = new Map<string, FieldSet>();
  for (const [element, part] of partsOf(typed)) {
    const below = isLeaf(part.field) ? emptySet : fieldsBelow(part);
    const { list, map } = part.field;
    const isItem = !element.startsWith('f:') || typed.field.map !== undefined;
    // an empty list leaves no trace, an empty map is there
    const isThere = isBlank(part.value) && (list === undefined || part.value === null || map !== undefined);
    if (isItem || isLeaf(part.field) || isThere) members.add(element);
    if (below.members.size + below.children.size > 0) children.set(element, below);
  }
  return { members, children };
}

export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

/** What one object has and another has not. Source: structured-merge-diff v6 typed/compare.go */
export function compareFields(before: JsonObject, after: JsonObject, type: string): Comparison {
  const found = { added: emptySet, modified: emptySet, removed: emptySet };
  const note = (kind: keyof Comparison, path: readonly string[]): void => {
    found[kind] = union(found[kind], setOf(path));
  };

  function compare(left: Typed | undefined, right: Typed | undefined, path: readonly string[]): void {
    const field = (right ?? left)?.field;
    if (field === undefined) return;
    const bothBlank = isBlank(left?.value) && isBlank(right?.value);
    const asOne = isLeaf(field) || (bothBlank && (isStruct(field.of) || !isLeaf(field)));
    if (!asOne) compareParts(left, right, path);
    if (left === undefined) note('added', path);
    else if (right === undefined) note('removed', path);
    else if (asOne && !equals(left.value, right.value)) note('modified', path);
  }

  function compareParts(left: Typed | undefined, right: Typed | undefined, path: readonly string[]): void {
    const [one, other] = [left, right].map((typed) => (typed === undefined ? new Map() : partsOf(typed)));
    for (const element of new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])) {
      compare(one?.get(element), other?.get(element), [...path, element]);
    }
  }

  compareParts({ field: { of: type }, value: before }, { field: { of: type }, value: after }, []);
  return found;
}
