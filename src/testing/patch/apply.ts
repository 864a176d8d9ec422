import { badRequest } from '../model/errors.js';
import { copy, equals, isObject, type JsonObject } from '../model/json.js';
import type { ApiObject } from '../model/objects.js';
import { conflictError } from './conflict.js';
import { difference, type FieldSet, intersection, isEmptySet, union } from './field-set.js';
import {
  asJson,
  isSameManager,
  type Manager,
  type Ownership,
  ownable,
  readOwnerships,
  takeChanges,
  unborn,
  withoutFields,
  writeOwnerships,
} from './managed-fields.js';
import { compareFields, fieldsOf } from './owned-fields.js';
import { requireTyped } from './typed-failure.js';
import { mergeTyped, removeFields, withNamedFields } from './typed-merge.js';

export interface ApplyOptions {
  readonly type: string;
  readonly minor: number;
  readonly manager: string;
  readonly subresource: string;
  readonly force: boolean;
  readonly time: string;
}

/**
 * Server-side apply: what this manager applied before and leaves out now goes, what others own may
 * only be taken by force. Answers the object as it would be, with who owns what of it.
 *
 * Source: structured-merge-diff v6 merge/update.go Apply
 */
export function applyConfiguration(
  live: ApiObject | undefined,
  given: JsonObject,
  options: ApplyOptions,
): JsonObject {
  const { type, minor, time } = options;
  requireKind(given, type);
  const metadata = isObject(given['metadata']) ? given['metadata'] : {};
  if ((metadata['managedFields'] ?? null) !== null) throw badRequest('metadata.managedFields must be nil');
  requireTyped(given, type, minor);
  const manager: Manager = { name: options.manager, operation: 'Apply', subresource: options.subresource };
  const { managedFields: _, ...rest } = asJson(live?.metadata ?? {});
  const before: JsonObject = live === undefined ? copy(unborn) : { ...asJson(live), metadata: rest };
  const known = knownOwnerships(live, before, options);
  const mine = known.find((ownership) => isSameManager(ownership.manager, manager));
  const others = known.filter((ownership) => ownership !== mine);
  const applied = ownable(fieldsOf(given, type), options.subresource);
  const merged = mergeTyped(before, given, type);
  const result =
    mine === undefined
      ? merged
      : prune(merged, mine.fields, [applied, ...others.map(({ fields }) => fields)], type);
  const kept = settleConflicts(before, result, others, options);
  const own: Ownership = {
    manager,
    apiVersion: 'v1',
    fields: applied,
    time: equals(before, result) ? mine?.time : time,
  };
  const object = { ...result, metadata: { ...(isObject(result['metadata']) ? result['metadata'] : {}) } };
  writeOwnerships(object as unknown as ApiObject, [...kept, own]);
  return object;
}

function requireKind(given: JsonObject, type: string): void {
  const { apiVersion = '', kind = '' } = given;
  if (apiVersion === 'v1' && kind === type) return;
  const group = String(apiVersion).includes('/') || apiVersion === '' ? '' : '/';
  throw badRequest(
    `invalid object type: ${apiVersion === '' ? '/' : `${group}${apiVersion}`}, Kind=${String(kind)}`,
  );
}

/** Of an object that nobody owns yet, somebody owned everything before the first apply. */
function knownOwnerships(
  live: ApiObject | undefined,
  before: JsonObject,
  { type, subresource, time }: ApplyOptions,
): Ownership[] {
  if (live === undefined) return [];
  const known = readOwnerships(asJson(live.metadata)['managedFields']) ?? [];
  if (known.length > 0) return known;
  const manager: Manager = { name: 'before-first-apply', operation: 'Update', subresource };
  return takeChanges(copy(unborn), before, type, manager, [], time);
}

/** Takes away what the manager applied last and nobody has any more. */
function prune(merged: JsonObject, last: FieldSet, owned: readonly FieldSet[], type: string): JsonObject {
  const named = (set: FieldSet): FieldSet => withNamedFields(set, type);
  const all = named(fieldsOf(merged, type));
  const lasting = named(last);
  const leftBy = (object: JsonObject): FieldSet => named(fieldsOf(object, type));
  const held = owned.map(named).reduce(union);
  const pruned = removeFields(merged, lasting, type);
  const restored = removeFields(merged, difference(all, union(leftBy(pruned), held)), type);
  return removeFields(merged, intersection(difference(all, leftBy(restored)), lasting), type);
}

/** What the others have once the result stands; throws 409 where it takes from them without force. */
function settleConflicts(
  before: JsonObject,
  result: JsonObject,
  others: readonly Ownership[],
  { type, force, subresource }: ApplyOptions,
): Ownership[] {
  const { added, modified, removed } = compareFields(before, result, type);
  const taken = ownable(union(added, modified), subresource);
  const conflicts = others
    .map((owner) => ({ owner, fields: intersection(owner.fields, taken) }))
    .filter(({ fields }) => !isEmptySet(fields));
  if (conflicts.length > 0 && !force) throw conflictError(conflicts);
  return withoutFields(others, union(taken, ownable(removed, subresource)));
}
