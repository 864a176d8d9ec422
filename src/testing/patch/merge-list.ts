import { plainError } from '../model/errors.js';
import { isObject, type JsonRecord, type JsonValue } from '../model/json.js';
import { formatGo } from './format-go.js';

export interface ListMerge {
  /** The field that items are told by; `''` for items that are no objects. */
  readonly key: string;
  /** The order that the patch asks for: its own, if it does not. */
  readonly order: readonly JsonValue[] | undefined;
  /** How an item of the list takes over what the patch has for it. */
  readonly mergeItem: (item: JsonRecord, patch: JsonRecord) => JsonRecord;
}

/**
 * Merges a list item by item. Without an order list the patch's new items come before the others.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/strategicpatch/patch.go mergeSlice
 */
export function mergeList(
  original: readonly JsonValue[],
  patch: readonly JsonValue[],
  { key, order, mergeItem }: ListMerge,
): JsonValue[] {
  const kinds = new Set([...original, ...patch].map(isObject));
  if (kinds.size > 1) {
    throw plainError(`list element types are not identical: ${formatGo([[...original], [...patch]])}`);
  }
  if (kinds.has(false))
    return orderList([...new Set([...original, ...patch])], order ?? patch, original, key);
  const added = patch.filter(isObject).filter((item) => item['$patch'] === undefined);
  let kept = original.filter(isObject);
  for (const item of patch.filter(isObject)) {
    const directive = item['$patch'];
    if (directive === 'replace') return added;
    if (directive === 'delete') {
      const name = requireKey(item, key);
      kept = kept.filter((candidate) => candidate[key] !== name);
    } else if (directive !== undefined) {
      throw plainError(`unknown patch type: ${formatGo(directive)} in map: ${formatGo(item)}`);
    }
  }
  const merged = [...kept];
  for (const item of added) {
    const name = requireKey(item, key);
    const index = merged.findIndex((candidate) => candidate[key] === name);
    const found = merged[index];
    if (found === undefined) merged.push(item);
    else merged[index] = mergeItem(found, item);
  }
  return orderList(merged, order ?? added, kept, key);
}

/**
 * Puts the items that `order` names into its order; the others keep theirs, new ones last, and come
 * before an ordered item only if they were before it.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/strategicpatch/patch.go normalizeElementOrder
 */
export function orderList(
  items: readonly JsonValue[],
  order: readonly JsonValue[],
  before: readonly JsonValue[],
  key: string,
): JsonValue[] {
  for (const item of items) if (isObject(item)) requireKey(item, key);
  const positionIn = (list: readonly JsonValue[], item: JsonValue): number =>
    list.findIndex((other) => nameOf(item, key) === nameOf(other, key));
  const by = (list: readonly JsonValue[]) => (left: JsonValue, right: JsonValue) =>
    positionIn(list, left) - positionIn(list, right);
  const ordered = items.filter((item) => positionIn(order, item) >= 0).sort(by(order));
  const rest = items.filter((item) => positionIn(order, item) < 0);
  const known = rest.filter((item) => positionIn(before, item) >= 0).sort(by(before));
  const result: JsonValue[] = [];
  for (const item of ordered) {
    const at = positionIn(before, item);
    while (known[0] !== undefined && at >= 0 && positionIn(before, known[0]) < at) {
      result.push(...known.splice(0, 1));
    }
    result.push(item);
  }
  return [...result, ...known, ...rest.filter((item) => positionIn(before, item) < 0)];
}

/** Throws where the patch's items do not come in the order that it asks for. */
export function requireOrder(patch: readonly JsonValue[], order: readonly JsonValue[], key: string): void {
  const items = patch.filter((item) => !(isObject(item) && '$patch' in item));
  let next = 0;
  for (const entry of order) {
    const item = items[next];
    if (item !== undefined && nameOf(item, key) === nameOf(entry, key)) next += 1;
  }
  if (order.length === 0 || next === items.length) return;
  throw plainError(
    `The order in patch list:\n${formatGo([...patch])}\n doesn't match $setElementOrder list:\n${formatGo([...order])}\n`,
  );
}

function nameOf(item: JsonValue, key: string): JsonValue {
  return isObject(item) ? requireKey(item, key) : item;
}

function requireKey(item: JsonRecord, key: string): JsonValue {
  const name = item[key];
  if (name === undefined) {
    throw plainError(`map: ${formatGo(item)} does not contain declared merge key: ${key}`);
  }
  return name;
}
