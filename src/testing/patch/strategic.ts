import { badRequest } from '../model/errors.js';
import { isObject, type JsonObject, type JsonValue } from '../model/json.js';
import { findField, type PodField } from '../schema/fields.js';
import { describeGoType, formatGo, formatGoString } from './format-go.js';
import { mergeFailure } from './merge-failure.js';
import { type MergeItem, mergeList, orderList, requireKey } from './merge-list.js';

const setOrder = '$setElementOrder/';
const deleteFromList = '$deleteFromPrimitiveList/';

/**
 * Applies a strategic merge patch to an object of a type. The original is not touched.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/strategicpatch/patch.go mergeMap
 */
export function applyStrategicMerge(original: JsonObject, given: JsonObject, type: string): JsonObject {
  const directive = given['$patch'];
  if (directive === 'replace') return withoutKey(given, '$patch');
  if (directive === 'delete') return {};
  if (directive !== undefined) {
    throw mergeFailure(`unknown patch type: ${formatGoString(directive)} in map: ${formatGo(given)}`);
  }
  const { $retainKeys: retained, ...patch } = given;
  const result: JsonObject = retained === undefined ? { ...original } : retainKeys(original, patch, retained);
  for (const key of Object.keys(patch).filter((name) => name.startsWith(setOrder))) {
    const field = key.slice(setOrder.length);
    const merged = mergeOrdered(result[field], patch[field], patch[key], findField(type, field));
    delete patch[key];
    if (merged === undefined) continue;
    result[field] = merged;
    delete patch[field];
  }
  for (const [key, value] of Object.entries(patch)) mergeField(result, key, value, type);
  return result;
}

function mergeField(result: JsonObject, key: string, value: JsonValue, type: string): void {
  if (key.startsWith(deleteFromList)) {
    const field = key.slice(deleteFromList.length);
    const current = result[field];
    if (!Array.isArray(current)) return;
    if (!Array.isArray(value)) throw badRequest('invalid patch format of primitive list');
    result[field] = current.filter((item) => !value.includes(item));
    return;
  }
  if (value === null) {
    delete result[key];
    return;
  }
  const current = result[key];
  const field = findField(type, key);
  if (isObject(current) && isObject(value)) {
    result[key] = applyStrategicMerge(current, value, field?.of ?? '');
  } else if (Array.isArray(current) && Array.isArray(value) && field?.merge !== undefined) {
    result[key] = mergeList(current, value, field.merge, mergeItemOf(field));
  } else {
    const plain = withoutDirectives(value);
    if (plain === undefined) delete result[key];
    else result[key] = plain;
  }
}

function mergeItemOf({ of }: PodField): MergeItem {
  return (item, patch) => applyStrategicMerge(item, patch, of);
}

function mergeOrdered(
  current: JsonValue | undefined,
  patch: JsonValue | undefined,
  order: JsonValue | undefined,
  field: PodField | undefined,
): JsonValue[] | undefined {
  const key = field?.merge ?? '';
  const list = requireList(order);
  if (current === undefined && patch === undefined) return undefined;
  const added = patch === undefined ? [] : requireList(patch);
  requireOrder(added, list, key);
  if (current === undefined) return orderList(plainItems(added), list, [], key);
  const existing = requireList(current);
  if (patch === undefined) return orderList(existing, list, existing, key);
  const isMerged = field?.merge !== undefined;
  const merged = isMerged ? mergeList(existing, added, key, mergeItemOf(field)) : added;
  return orderList(merged, list, existing, key);
}

function requireList(value: JsonValue | undefined): JsonValue[] {
  if (Array.isArray(value)) return value;
  throw mergeFailure(`expected a []interface {}, but received a ${describeGoType(value)}`);
}

/** The patch's items must come in the order that the order list gives. */
function requireOrder(patch: readonly JsonValue[], order: readonly JsonValue[], mergeKey: string): void {
  const items = patch.filter((item) => !(isObject(item) && '$patch' in item));
  if (items.length === 0 || order.length === 0) return;
  let next = 0;
  for (const entry of order) {
    const item = items[next];
    if (item === undefined) break;
    if (mergeKey === '' ? item === entry : keyOf(item, mergeKey) === keyOf(entry, mergeKey)) next += 1;
  }
  if (next < items.length) {
    throw mergeFailure(
      `The order in patch list:\n${formatGo([...patch])}\n doesn't match $setElementOrder list:\n${formatGo([...order])}\n`,
    );
  }
}

function keyOf(item: JsonValue, mergeKey: string): JsonValue {
  if (isObject(item)) return requireKey(item, mergeKey);
  throw mergeFailure(`expected a map[string]interface {}, but received a ${describeGoType(item)}`);
}

function retainKeys(original: JsonObject, patch: JsonObject, retained: JsonValue): JsonObject {
  const isDirective = (key: string): boolean => key.startsWith(setOrder) || key.startsWith(deleteFromList);
  const extra = Object.entries(patch).some(
    ([key, value]) =>
      value !== null && !isDirective(key) && !(Array.isArray(retained) && retained.includes(key)),
  );
  if (!Array.isArray(retained) || extra) throw badRequest('invalid patch format of retainKeys');
  return Object.fromEntries(Object.entries(original).filter(([key]) => retained.includes(key)));
}

function withoutKey(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function plainItems(items: readonly JsonValue[]): JsonValue[] {
  return items.map(withoutDirectives).filter((item) => item !== undefined);
}

/** What is new to the original is taken as it is, save directives and nulls. */
function withoutDirectives(value: JsonValue): JsonValue | undefined {
  if (Array.isArray(value)) return plainItems(value);
  if (!isObject(value)) return value;
  if (value['$patch'] === 'delete') return undefined;
  const members = Object.entries(value)
    .filter(([key, member]) => !key.startsWith('$') && member !== null)
    .map(([key, member]) => [key, withoutDirectives(member)] as const)
    .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined);
  return Object.fromEntries(members);
}
