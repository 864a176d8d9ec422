import { badRequest } from '../api/errors.js';
import { isObject, type JsonObject, type JsonValue } from '../json.js';
import { formatGo } from './format-go.js';
import { mergeFailure } from './merge-failure.js';
import { mergeList, orderList } from './merge-list.js';
import type { PatchSchema } from './schema.js';

const setOrder = '$setElementOrder/';
const deleteFromList = '$deleteFromPrimitiveList/';

/**
 * Applies a strategic merge patch. The original is not touched.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/strategicpatch/patch.go mergeMap
 */
export function applyStrategicMerge(
  original: JsonObject,
  given: JsonObject,
  schema: PatchSchema,
): JsonObject {
  const directive = given['$patch'];
  if (directive === 'replace') return withoutKey(given, '$patch');
  if (directive === 'delete') return {};
  if (directive !== undefined) {
    throw mergeFailure(`unknown patch type: ${formatGo(directive)} in map: ${formatGo(given)}`);
  }
  const { $retainKeys: retained, ...patch } = given;
  const result: JsonObject = retained === undefined ? { ...original } : retainKeys(original, patch, retained);
  for (const key of Object.keys(patch).filter((name) => name.startsWith(setOrder))) {
    const field = key.slice(setOrder.length);
    const merged = mergeOrdered(result[field], patch[field], patch[key], schema.fields?.[field]);
    delete patch[key];
    if (merged === undefined) continue;
    result[field] = merged;
    delete patch[field];
  }
  for (const [key, value] of Object.entries(patch)) mergeField(result, key, value, schema);
  return result;
}

function mergeField(result: JsonObject, key: string, value: JsonValue, schema: PatchSchema): void {
  if (key.startsWith(deleteFromList)) {
    const field = key.slice(deleteFromList.length);
    const current = result[field];
    if (!Array.isArray(value)) throw badRequest('invalid patch format of primitive list');
    if (Array.isArray(current)) result[field] = current.filter((item) => !value.includes(item));
    return;
  }
  if (value === null) {
    delete result[key];
    return;
  }
  const current = result[key];
  const sub = schema.fields?.[key] ?? {};
  if (isObject(current) && isObject(value)) {
    result[key] = applyStrategicMerge(current, value, sub);
  } else if (Array.isArray(current) && Array.isArray(value) && sub.mergeKey !== undefined) {
    result[key] = mergeList(current, value, sub, applyStrategicMerge);
  } else {
    const plain = withoutDirectives(value);
    if (plain === undefined) delete result[key];
    else result[key] = plain;
  }
}

function mergeOrdered(
  current: JsonValue | undefined,
  patch: JsonValue | undefined,
  order: JsonValue | undefined,
  schema: PatchSchema = {},
): JsonValue[] | undefined {
  if (!Array.isArray(order) || (patch !== undefined && !Array.isArray(patch))) {
    throw badRequest('invalid patch format of setElementOrder list');
  }
  if (current !== undefined && !Array.isArray(current)) {
    throw badRequest('invalid patch format of setElementOrder list');
  }
  if (current === undefined && patch === undefined) return undefined;
  requireOrder(patch ?? [], order, schema.mergeKey ?? '');
  if (current === undefined) {
    return orderList(plainItems(patch ?? []), order, [], schema.mergeKey ?? '');
  }
  const merged =
    patch === undefined
      ? current
      : schema.mergeKey === undefined
        ? patch
        : mergeList(current, patch, schema, applyStrategicMerge);
  return orderList(merged, order, current, schema.mergeKey ?? '');
}

/** The patch's items must come in the order that the order list gives. */
function requireOrder(patch: readonly JsonValue[], order: readonly JsonValue[], mergeKey: string): void {
  const items = patch.filter((item) => !(isObject(item) && '$patch' in item));
  if (items.length === 0 || order.length === 0) return;
  let next = 0;
  for (const entry of order) {
    const item = items[next];
    const same =
      isObject(item) && isObject(entry)
        ? item[mergeKey] === entry[mergeKey]
        : item === entry && item !== undefined;
    if (same) next += 1;
  }
  if (next < items.length) {
    throw mergeFailure(
      `The order in patch list:\n${formatGo([...patch])}\n doesn't match $setElementOrder list:\n${formatGo([...order])}\n`,
    );
  }
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
