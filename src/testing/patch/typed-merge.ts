import { isObject, type JsonObject, type JsonValue } from '../model/json.js';
import { findField, isStruct, itemOf, type PodField } from '../schema/fields.js';
import { type FieldSet, isEmptySet } from './field-set.js';
import { isBlank, isLeaf, itemElement } from './typed.js';

/** What was applied, put over what there is. Source: structured-merge-diff v6 typed/merge.go */
export function mergeTyped(live: JsonObject, applied: JsonObject, type: string): JsonObject {
  const merged = mergeValue(live, applied, { of: type });
  return isObject(merged) ? merged : {};
}

function mergeValue(
  live: JsonValue | undefined,
  applied: JsonValue | undefined,
  field: PodField | undefined,
): JsonValue | undefined {
  if (applied === undefined || live === undefined) return applied ?? live;
  if (field === undefined || isLeaf(field) || (isBlank(live) && isBlank(applied))) return applied;
  if (field.list !== undefined) return mergeItems(asList(live), asList(applied), field);
  const [one, other] = [asObject(live), asObject(applied)];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const members = [...names].map((name) => {
    const inside = field.map === undefined ? findField(field.of, name) : itemOf(field);
    return [name, mergeValue(one[name], other[name], inside)] as const;
  });
  return Object.fromEntries(
    members.filter((member): member is readonly [string, JsonValue] => member[1] !== undefined),
  );
}

/** Keeps the order of both as far as that is possible: new items come where they were applied. */
function mergeItems(live: readonly JsonValue[], applied: readonly JsonValue[], field: PodField): JsonValue[] {
  const elementOf = (item: JsonValue): string => itemElement(field.list, item);
  const [left, right] = [live.map(elementOf), applied.map(elementOf)];
  const shared = right.filter((element) => left.includes(element));
  const merged: JsonValue[] = [];
  const taken = new Set<string>();
  const take = (element: string): void => {
    const value = mergeValue(live[left.indexOf(element)], applied[right.indexOf(element)], itemOf(field));
    if (value !== undefined) merged.push(value);
    if (right.includes(element)) taken.add(element);
  };
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const [mine, theirs] = [left[l], right[r]];
    if (mine !== undefined && mine === theirs) {
      take(mine);
      l += 1;
      r += 1;
      shared.shift();
    } else if (
      mine !== undefined &&
      theirs !== undefined &&
      right.includes(mine) &&
      shared[0] !== undefined &&
      shared[0] !== mine
    ) {
      l += 1;
    } else if (mine !== undefined && !right.includes(mine)) {
      take(mine);
      l += 1;
    } else {
      if (mine !== undefined && taken.has(mine)) l += 1;
      if (theirs === undefined) continue;
      take(theirs);
      r += 1;
      if (shared[0] === theirs) shared.shift();
    }
  }
  return merged;
}

/** The object without some of its fields and items. Source: structured-merge-diff v6 typed/remove.go */
export function removeFields(object: JsonObject, gone: FieldSet, type: string): JsonObject {
  const left = removeBelow(object, gone, { of: type });
  return isObject(left) ? left : {};
}

function removeBelow(value: JsonValue, gone: FieldSet, field: PodField | undefined): JsonValue {
  if (field === undefined || isLeaf(field)) return isObject(value) || Array.isArray(value) ? null : value;
  if (Array.isArray(value)) {
    const items = value.flatMap((item) => {
      const element = itemElement(field.list, item);
      if (gone.members.has(element)) return [];
      const below = gone.children.get(element);
      return [below === undefined ? item : removeBelow(item, below, itemOf(field))];
    });
    return items.length === 0 ? null : items;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]): [string, JsonValue][] => {
    if (gone.members.has(`f:${name}`)) return [];
    const below = gone.children.get(`f:${name}`);
    const inside = field.map === undefined ? findField(field.of, name) : itemOf(field);
    return [[name, below === undefined ? member : removeBelow(member, below, inside)]];
  });
  return members.length === 0 ? null : Object.fromEntries(members);
}

/** Fields of structs that have something of the set below them are of it too. */
export function withNamedFields(set: FieldSet, type: string): FieldSet {
  return nameBelow(set, { of: type });
}

function nameBelow({ members, children }: FieldSet, field: PodField | undefined): FieldSet {
  const isOfStruct =
    field !== undefined && field.list === undefined && field.map === undefined && isStruct(field.of);
  const named = [...children.keys()].filter((element) => isOfStruct && element.startsWith('f:'));
  const below = [...children].map(([element, set]) => {
    const inside = isOfStruct ? findField(field.of, element.slice(2)) : field && itemOf(field);
    return [element, nameBelow(set, inside)] as const;
  });
  return {
    members: new Set([...members, ...named]),
    children: new Map(below.filter(([, set]) => !isEmptySet(set))),
  };
}

function asList(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function asObject(value: JsonValue): JsonObject {
  return isObject(value) ? value : {};
}
