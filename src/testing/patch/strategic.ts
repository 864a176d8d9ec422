import { badRequest, plainError } from '../model/errors.js';
import { isObject, type JsonRecord, type JsonValue } from '../model/json.js';
import { findField } from '../schema/fields.js';
import { formatGo } from './format-go.js';
import { mergeList, orderList, requireOrder } from './merge-list.js';

const setOrder = '$setElementOrder/';

/**
 * Applies a strategic merge patch to an object of a type. The original is not touched.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/strategicpatch/patch.go mergeMap
 */
export function applyStrategicMerge(original: JsonRecord, patch: JsonRecord, type: string): JsonRecord {
  const { $patch: directive, ...members } = patch;
  if (directive === 'replace') return members;
  if (directive === 'delete') return {};
  if (directive !== undefined) throw unknownDirective(patch);
  const result = { ...original };
  const orders = new Map<string, JsonValue[]>();
  for (const [key, value] of Object.entries(members)) {
    if (key.startsWith(setOrder)) orders.set(key.slice(setOrder.length), requireList(value));
    else if (key.startsWith('$'))
      throw badRequest(`the directive ${key} of a strategic merge is not served here`);
  }
  for (const [key, order] of orders) {
    const current = result[key];
    if (members[key] === undefined && Array.isArray(current)) {
      result[key] = orderList(current, order, current, findField(type, key)?.merge ?? '');
    }
  }
  for (const [key, value] of Object.entries(members)) {
    if (key.startsWith('$')) continue;
    const merged = value === null ? undefined : mergeValue(result[key], value, type, key, orders.get(key));
    if (merged === undefined) delete result[key];
    else result[key] = merged;
  }
  return result;
}

function mergeValue(
  current: JsonValue | undefined,
  value: JsonValue,
  type: string,
  name: string,
  order: JsonValue[] | undefined,
): JsonValue | undefined {
  const field = findField(type, name);
  const of = field?.of ?? '';
  if (isObject(current) && isObject(value)) return applyStrategicMerge(current, value, of);
  if (order !== undefined && Array.isArray(value)) requireOrder(value, order, field?.merge ?? '');
  if (Array.isArray(current) && Array.isArray(value) && field?.merge !== undefined) {
    const mergeItem = (item: JsonRecord, patch: JsonRecord): JsonRecord =>
      applyStrategicMerge(item, patch, of);
    return mergeList(current, value, { key: field.merge, order, mergeItem });
  }
  return withoutDirectives(value);
}

function unknownDirective(patch: JsonRecord): Error {
  return plainError(`unknown patch type: ${formatGo(patch['$patch'])} in map: ${formatGo(patch)}`);
}

function requireList(value: JsonValue): JsonValue[] {
  if (Array.isArray(value)) return value;
  throw plainError(`expected a []interface {}, but received a ${typeof value}`);
}

/** What is new to the original is taken as it is, save directives and nulls. */
function withoutDirectives(value: JsonValue): JsonValue | undefined {
  if (Array.isArray(value)) return value.map(withoutDirectives).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  if (value['$patch'] === 'delete') return undefined;
  const members = Object.entries(value)
    .filter(([key, member]) => !key.startsWith('$') && member !== null)
    .map(([key, member]) => [key, withoutDirectives(member)] as const)
    .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined);
  return Object.fromEntries(members);
}
