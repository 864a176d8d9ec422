import { isObject, type JsonObject, type JsonValue } from '../model/json.js';
import { formatGo, formatGoString } from './format-go.js';
import { mergeFailure } from './merge-failure.js';

/** How an item of the list takes over what the patch has for it. */
export type MergeItem = (item: JsonObject, patch: JsonObject) => JsonObject;

/**
 * Merges a list item by item. Without an order list the patch's new items come before the others.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/strategicpatch/patch.go mergeSlice
 */
export function mergeList(
  original: readonly JsonValue[],
  patch: readonly JsonValue[],
  key: string,
  mergeItem: MergeItem,
): JsonValue[] {
  const kinds = new Set([...original, ...patch].map(isObject));
  if (kinds.size > 1) {
    throw mergeFailure(`list element types are not identical: ${formatGo([[...original], [...patch]])}`);
  }
  if (![...original, ...patch].some(isObject)) {
    const both = [...new Set([...original, ...patch])];
    return orderList(both, patch, original, '');
  }
  const { kept, added, replaced } = applyItemDirectives(
    original.filter(isObject),
    patch.filter(isObject),
    key,
  );
  if (replaced) return added;
  const merged = [...kept];
  for (const item of added) {
    const name = requireKey(item, key);
    const index = merged.findIndex((candidate) => candidate[key] === name);
    const found = merged[index];
    if (found === undefined) merged.push(item);
    else merged[index] = mergeItem(found, item);
  }
  return orderList(merged, added, kept, key);
}

function applyItemDirectives(
  original: readonly JsonObject[],
  patch: readonly JsonObject[],
  key: string,
): { kept: JsonObject[]; added: JsonObject[]; replaced: boolean } {
  let kept = [...original];
  let replaced = false;
  const added: JsonObject[] = [];
  for (const item of patch) {
    const directive = item['$patch'];
    if (directive === undefined) added.push(item);
    else if (directive === 'replace') replaced = true;
    else if (directive === 'delete') {
      const name = requireKey(item, key);
      kept = kept.filter((candidate) => candidate[key] !== name);
    } else if (directive === 'merge') {
      throw mergeFailure('merging lists cannot yet be specified in the patch');
    } else {
      throw mergeFailure(`unknown patch type: ${formatGoString(directive)} in map: ${formatGo(item)}`);
    }
  }
  return { kept, added, replaced };
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
  const positionIn = (list: readonly JsonValue[], item: JsonValue): number =>
    list.findIndex((other) =>
      isObject(item) && isObject(other) ? item[key] === other[key] : item === other,
    );
  const byOrder = (list: readonly JsonValue[]) => (left: JsonValue, right: JsonValue) =>
    positionIn(list, left) - positionIn(list, right);
  for (const item of items) if (isObject(item)) requireKey(item, key);
  const ordered = items.filter((item) => positionIn(order, item) >= 0).sort(byOrder(order));
  const rest = items.filter((item) => positionIn(order, item) < 0);
  const others = [
    ...rest.filter((item) => positionIn(before, item) >= 0).sort(byOrder(before)),
    ...rest.filter((item) => positionIn(before, item) < 0),
  ];
  const result: JsonValue[] = [];
  while (ordered.length > 0 || others.length > 0) {
    const [left, right] = [others[0], ordered[0]];
    const takeOther =
      right === undefined ||
      (left !== undefined &&
        positionIn(before, left) >= 0 &&
        positionIn(before, right) >= 0 &&
        positionIn(before, left) < positionIn(before, right));
    const next = (takeOther ? others : ordered).shift();
    if (next !== undefined) result.push(next);
  }
  return result;
}

export function requireKey(item: JsonObject, key: string): JsonValue {
  const name = item[key];
  if (name === undefined) {
    throw mergeFailure(`map: ${formatGo(item)} does not contain declared merge key: ${key}`);
  }
  return name;
}
