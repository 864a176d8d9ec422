import { ApiError, badRequest, plainError } from '../model/errors.js';
import { equals, isObject, type JsonRecord, type JsonValue } from '../model/json.js';
import type { ApiObject } from '../model/objects.js';
import { findField, itemOf, type PodField } from '../schema/fields.js';
import { findUnknownFields } from '../schema/unknown-fields.js';
import { type Ownership, readOwnerships, writeOwnerships } from './managed-fields.js';
import {
  containerList,
  describePath,
  elementOf,
  type FieldPath,
  fieldsOf,
  partsOf,
  toPath,
  valueAt,
} from './owned-fields.js';

export interface ApplyOptions {
  readonly minor: number;
  readonly manager: string;
  readonly force: boolean;
  readonly time: string;
}

/**
 * Server-side apply of ephemeral containers: what this manager applied before and leaves out now goes,
 * what others own may only be taken by force. Answers the Pod as it would be, with who owns what of it.
 *
 * Source: structured-merge-diff v6 merge/update.go Apply
 */
export function applyConfiguration(live: ApiObject, given: JsonRecord, options: ApplyOptions): JsonRecord {
  const { manager, force, time } = options;
  requireKind(given);
  const metadata = isObject(given['metadata']) ? given['metadata'] : {};
  if ((metadata['managedFields'] ?? null) !== null) throw badRequest('metadata.managedFields must be nil');
  const applied = containersOf(given);
  requireTyped(given, applied, options.minor);
  const before = containersOf(live as object as JsonRecord);
  const owners = knownOwners(live, before, time);
  const isMine = (owner: Ownership): boolean => owner.manager === manager && owner.operation === 'Apply';
  const others = owners.filter((owner) => !isMine(owner));
  const fields = fieldsOf(applied);
  const taken = [...fields].filter((owned) => {
    const [had, has] = [before, applied].map((list) => valueAt(list, containerList, toPath(owned)));
    return !isSame(had, has, toPath(owned));
  });
  if (!force) requireNoConflict(others, taken);
  const mine = owners.find(isMine);
  const left = [...(mine?.fields ?? [])].filter(
    (owned) => !fields.has(owned) && !others.some((owner) => owner.fields.has(owned)),
  );
  const merged = merge(before, applied, containerList) as JsonValue[];
  for (const owned of left.sort()) remove(merged, toPath(owned), containerList);
  const kept = others.map((owner) => {
    const rest = [...owner.fields].filter((owned) => !taken.includes(owned));
    return { ...owner, fields: new Set(rest) };
  });
  const isUnchanged = equals(before, merged);
  const own: Ownership = { manager, operation: 'Apply', fields, time: isUnchanged ? mine?.time : time };
  const { spec, ...rest } = live;
  return {
    ...(rest as object as JsonRecord),
    metadata: {
      ...(live.metadata as object as JsonRecord),
      ...metadata,
      managedFields: writeOwnerships([...kept, own]) as object as JsonValue,
    },
    spec: { ...(spec as JsonRecord), ephemeralContainers: merged },
  };
}

function containersOf({ spec }: JsonRecord): JsonValue[] {
  const list = isObject(spec) ? spec['ephemeralContainers'] : undefined;
  if (list === undefined || list === null) return [];
  if (Array.isArray(list)) return structuredClone(list);
  throw badRequest('spec.ephemeralContainers is not a list');
}

function requireKind({ apiVersion = '', kind = '' }: JsonRecord): void {
  if (apiVersion === 'v1' && kind === 'Pod') return;
  throw badRequest(
    `invalid object type: ${apiVersion === '' ? '/' : `/${apiVersion}`}, Kind=${String(kind)}`,
  );
}

/** Throws 500 for a field that there is none of, and a name that is there twice. */
function requireTyped(given: JsonRecord, applied: readonly JsonValue[], minor: number): void {
  const elements = applied.map((container) => elementOf(container, containerList));
  const twice = elements.find((element, index) => elements.indexOf(element) !== index);
  const [unknown] = findUnknownFields(given, 'Pod', minor);
  if (twice === undefined && unknown === undefined) return;
  const problem =
    twice === undefined
      ? `.${unknown?.replace(/(?<=^spec\.ephemeralContainers)\[(\d+)\]/, (_, index) => describe(elements[index]))}: field not declared in schema`
      : `${describePath([])}: duplicate entries for key ${describe(twice)}`;
  const { namespace = '', name = '' } = given['metadata'] as JsonRecord;
  const where = `${String(namespace)}/${String(name)}; /v1, Kind=Pod`;
  throw plainError(`failed to create typed patch object (${where}): ${problem}`);
}

function describe(element: string | undefined): string {
  return describePath(element === undefined ? [] : [element]).slice(describePath([]).length);
}

/** Containers without an owner belong to `before-first-apply`, as on a server. */
function knownOwners(live: ApiObject, before: readonly JsonValue[], time: string): Ownership[] {
  const known = readOwnerships(live.metadata);
  if (known.length > 0) return known;
  return [{ manager: 'before-first-apply', operation: 'Update', fields: fieldsOf(before), time }];
}

/** An item is the same if it is there: what is in it has paths of its own. */
function isSame(had: JsonValue | undefined, has: JsonValue | undefined, path: FieldPath): boolean {
  return path.at(-1)?.startsWith('k:') ? had !== undefined : equals(had, has);
}

/** Source: kubernetes v1.37 apimachinery pkg/util/managedfields/internal/conflict.go NewConflictError */
function requireNoConflict(others: readonly Ownership[], taken: readonly string[]): void {
  const conflicts = others
    .map(({ manager, operation, fields }) => {
      const using = operation === 'Update' ? ' using v1' : '';
      const owner = `${JSON.stringify(manager)} with subresource "ephemeralcontainers"${using}`;
      const found = taken.filter((owned) => fields.has(owned)).sort();
      return { owner, fields: found.map((owned) => describePath(toPath(owned))) };
    })
    .filter(({ fields }) => fields.length > 0)
    .sort((one, other) => (one.owner < other.owner ? -1 : 1));
  const causes = conflicts.flatMap(({ owner, fields }) =>
    fields.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${owner}`, field })),
  );
  const [first, second] = causes;
  if (first === undefined) return;
  const lists = conflicts.map(({ owner, fields }) =>
    [`conflicts with ${owner}:`, ...fields.map((field) => `- ${field}`)].join('\n'),
  );
  const text =
    second === undefined
      ? `1 conflict: ${first.message}: ${first.field}`
      : `${causes.length} conflicts: ${lists.join('\n')}`;
  throw new ApiError(409, 'Conflict', `Apply failed with ${text}`, { causes });
}

/** What was applied, put over what there is; new items come last. Source: structured-merge-diff v6 typed/merge.go */
function merge(live: JsonValue, applied: JsonValue, field: PodField): JsonValue {
  const [had, has] = [partsOf(live, field), partsOf(applied, field)];
  if (had === undefined || has === undefined) return applied;
  const parts = new Map(had.map(([element, value]) => [element, value]));
  for (const [element, value, inside] of has) {
    const before = parts.get(element);
    parts.set(element, before === undefined ? value : merge(before, value, inside));
  }
  if (Array.isArray(live)) return [...parts.values()];
  return Object.fromEntries([...parts].map(([element, value]) => [element.slice(2), value]));
}

function remove(value: JsonValue, path: FieldPath, field: PodField): void {
  const [first = '', ...rest] = path;
  const isLast = rest.length === 0;
  if (Array.isArray(value)) {
    const index = value.findIndex((item) => elementOf(item, field) === first);
    const item = value[index];
    if (item === undefined) return;
    if (isLast) value.splice(index, 1);
    else remove(item, rest, itemOf(field));
  } else if (isObject(value)) {
    const name = first.slice(2);
    const member = value[name];
    if (isLast) delete value[name];
    else if (member !== undefined) {
      const inside = field.map === undefined ? findField(field.of, name) : itemOf(field);
      if (inside !== undefined) remove(member, rest, inside);
    }
  }
}
