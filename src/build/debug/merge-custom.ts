import { isObject, type JsonObject } from '../../core/json.js';

/** The lists that merge item by item, with the field that tells the items apart. All others are replaced. */
const mergeKeys = /*@__PURE__*/ new Map([
  ['env', 'name'],
  ['volumeMounts', 'mountPath'],
]);

/**
 * Merges a decoded custom profile into a container as a strategic merge patch.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/strategicpatch/patch.go mergeMap
 */
export function mergeCustom<Container extends object>(container: Container, custom: JsonObject): Container {
  return { ...container, ...mergeMap(Object.fromEntries(Object.entries(container)), custom, mergeKeys) };
}

/**
 * Merges variables as kubectl does: it decodes the merged list over the old one, and Go keeps the fields
 * that an item at the same index does not set. So a variable without `value` gets that of another one.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/debug.go applyCustomProfileEphemeral; go encoding/json
 * decode.go array
 */
export function decodeOver<Container extends { env?: Variable[] }>(
  before: Container,
  merged: Container,
): Container {
  if (merged.env === undefined || before.env === undefined) return merged;
  const stale = before.env;
  return {
    ...merged,
    env: merged.env.map((variable, index) => ({ ...onlyValue(stale[index]), ...variable })),
  };
}

interface Variable {
  name: string;
  value?: string;
}

function onlyValue(variable: Variable | undefined): Pick<Variable, 'value'> {
  return variable?.value === undefined ? {} : { value: variable.value };
}

function mergeMap(original: JsonObject, patch: JsonObject, keys?: ReadonlyMap<string, string>): JsonObject {
  const merged = { ...original };
  for (const [key, value] of Object.entries(patch)) {
    const current = merged[key];
    const mergeKey = keys?.get(key);
    if (isObject(current) && isObject(value)) merged[key] = mergeMap(current, value);
    else if (mergeKey !== undefined && isObjects(current) && isObjects(value)) {
      merged[key] = mergeLists(current, value, mergeKey);
    } else merged[key] = value;
  }
  return merged;
}

function isObjects(value: unknown): value is JsonObject[] {
  return Array.isArray(value) && value.every(isObject);
}

/**
 * Items of the patch keep its order, the others theirs. An item that the patch does not mention goes
 * before the first patched item that stood behind it.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/strategicpatch/patch.go mergeSlice, mergeSortedSlice
 */
function mergeLists(
  original: readonly JsonObject[],
  patch: readonly JsonObject[],
  key: string,
): JsonObject[] {
  const items = new Map(original.map((item) => [item[key], item]));
  for (const item of patch) items.set(item[key], mergeMap(items.get(item[key]) ?? {}, item));
  const places = new Map(original.map((item, index) => [item[key], index]));
  const patched = [...new Set(patch.map((item) => item[key]))];
  const others = original.map((item) => item[key]).filter((name) => !patched.includes(name));
  const order: unknown[] = [];
  for (const name of patched) {
    const place = places.get(name) ?? -1;
    while (others.length > 0 && (places.get(others[0]) ?? 0) < place) order.push(others.shift());
    order.push(name);
  }
  const merged: JsonObject[] = [];
  for (const name of [...order, ...others]) merged.push(items.get(name) ?? {});
  return merged;
}
