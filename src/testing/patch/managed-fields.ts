import { isObject, type JsonObject, type JsonValue } from '../model/json.js';
import type { ApiObject, ManagedFields } from '../model/objects.js';
import { decodeSet, difference, encodeSet, type FieldSet, isEmptySet, setOf, union } from './field-set.js';
import { compareFields } from './owned-fields.js';

/** Who changes an object, and by which door. */
export interface Manager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  /** `''` for the object itself. */
  readonly subresource: string;
}

/** What one manager has of an object. */
export interface Ownership {
  readonly manager: Manager;
  readonly apiVersion: string;
  readonly fields: FieldSet;
  readonly time: string | undefined;
}

/** Answers `undefined` for entries that make no sense, which the server forgets. */
export function readOwnerships(entries: JsonValue | undefined): Ownership[] | undefined {
  if (!Array.isArray(entries)) return [];
  const read = entries.map(readEntry);
  return read.every((entry) => entry !== undefined) ? read : undefined;
}

function readEntry(entry: JsonValue): Ownership | undefined {
  if (!isObject(entry)) return undefined;
  const { manager, operation, apiVersion, fieldsType, fieldsV1, time, subresource } = entry;
  if (operation !== 'Apply' && operation !== 'Update') return undefined;
  if (typeof apiVersion !== 'string' || apiVersion === '' || fieldsType !== 'FieldsV1') return undefined;
  return {
    manager: { name: String(manager ?? ''), operation, subresource: String(subresource ?? '') },
    apiVersion,
    fields: decodeSet(fieldsV1),
    time: typeof time === 'string' ? time : undefined,
  };
}

/** Source: kubernetes v1.37 apimachinery pkg/util/managedfields/internal/managedfields.go encodeManagedFields */
export function writeOwnerships(object: ApiObject, ownerships: readonly Ownership[]): void {
  const entries = ownerships
    .filter(({ fields }) => !isEmptySet(fields))
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
    .map(writeEntry);
  if (entries.length === 0) delete object.metadata.managedFields;
  else object.metadata.managedFields = entries;
}

function orderOf({ manager, time = '', apiVersion }: Ownership): string {
  return [manager.operation, time, manager.name, apiVersion, manager.subresource].join('\0');
}

function writeEntry({ manager, apiVersion, fields, time }: Ownership): ManagedFields {
  return {
    manager: manager.name,
    operation: manager.operation,
    apiVersion,
    ...(time === undefined ? {} : { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: encodeSet(fields),
    ...(manager.subresource === '' ? {} : { subresource: manager.subresource }),
  };
}

export function isSameManager(one: Manager, other: Manager): boolean {
  return (
    one.name === other.name && one.operation === other.operation && one.subresource === other.subresource
  );
}

/** What nobody owns. Source: kubernetes v1.37 apimachinery pkg/util/managedfields/internal/stripmeta.go */
const ownerless = [
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'clusterName',
    'generation',
    'managedFields',
  ].map((name) => ['f:metadata', `f:${name}`]),
  ['f:metadata', 'f:resourceVersion'],
].reduce((set, path) => union(set, setOf(path)), setOf([]));

/** The fields that a request may come to own: what a strategy resets, nobody owns. */
export function ownable(set: FieldSet, subresource: string): FieldSet {
  const { members, children } = difference(set, ownerless);
  if (subresource !== '') return { members, children };
  const isKept = (element: string): boolean => element !== 'f:status';
  return {
    members: new Set([...members].filter(isKept)),
    children: new Map([...children].filter(([element]) => isKept(element))),
  };
}

/** What each has after a change that takes fields away; those with nothing left go. */
export function withoutFields(ownerships: readonly Ownership[], gone: FieldSet): Ownership[] {
  return ownerships
    .map((ownership) => ({ ...ownership, fields: difference(ownership.fields, gone) }))
    .filter(({ fields }) => !isEmptySet(fields));
}

/**
 * Writes into the new object who owns what after a create or an update: its manager what it
 * changed, on top of what it had.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/managedfields/internal/fieldmanager.go Update
 */
export function ownChanges(
  live: ApiObject | undefined,
  changed: ApiObject,
  type: string,
  manager: Manager,
  time: string,
): void {
  const before = ownershipsBefore(live, changed, manager);
  if (live !== undefined && before.length === 0) {
    // who owns what is no longer tracked
    delete changed.metadata.managedFields;
    return;
  }
  writeOwnerships(changed, takeChanges(asJson(live ?? unborn), asJson(changed), type, manager, before, time));
}

/** The ownerships after `manager` made one object of another. */
export function takeChanges(
  live: JsonObject,
  changed: JsonObject,
  type: string,
  manager: Manager,
  before: readonly Ownership[],
  time: string,
): Ownership[] {
  const { added, modified, removed } = compareFields(live, changed, type);
  const taken = ownable(union(added, modified), manager.subresource);
  const others = withoutFields(before, union(taken, ownable(removed, manager.subresource)));
  if (isEmptySet(taken)) return others;
  const mine = others.find((ownership) => isSameManager(ownership.manager, manager));
  const rest = others.filter((ownership) => ownership !== mine);
  const fields = mine === undefined ? taken : union(mine.fields, taken);
  return [...rest, { manager, apiVersion: 'v1', fields, time }];
}

function ownershipsBefore(live: ApiObject | undefined, changed: ApiObject, manager: Manager): Ownership[] {
  const own = manager.subresource === '' ? asJson(changed.metadata)['managedFields'] : undefined;
  if (isReset(own)) return [];
  const given = readOwnerships(own) ?? [];
  return given.length > 0 ? given : (readOwnerships(asJson(live?.metadata ?? {})['managedFields']) ?? []);
}

/** `[{}]` or `[]` asks to forget who owns what. */
function isReset(entries: JsonValue | undefined): boolean {
  if (!Array.isArray(entries)) return false;
  const [first, second] = entries;
  return first === undefined || (second === undefined && isObject(first) && Object.keys(first).length === 0);
}

/** What an object is before it is created, as Go writes it. */
export const unborn = { metadata: {}, spec: { containers: null }, status: {} };

export function asJson(value: object): JsonObject {
  return value as JsonObject;
}
