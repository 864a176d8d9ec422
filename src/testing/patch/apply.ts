import { ApiError, badRequest } from '../api/errors.js';
import { copy, equals, isObject, type JsonObject } from '../json.js';
import type { ContainerObject, PodObject } from '../objects.js';
import { fieldsOf, type Manager, otherOwners, ownedBy, putOwned } from './managed-fields.js';

/**
 * Server-side apply of the list: what this manager applied before and leaves out now goes, what
 * others own may only be taken by force.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/managedfields/internal/structuredmerge.go Apply
 */
export function applyConfiguration(
  current: PodObject,
  given: JsonObject,
  manager: string,
  force: boolean,
  time: string,
): PodObject {
  const { apiVersion = '', kind = '' } = given;
  if (apiVersion !== 'v1' || kind !== 'Pod') {
    throw badRequest(`invalid object type: ${apiVersion === 'v1' ? '/v1' : '/'}, Kind=${String(kind)}`);
  }
  const applied = readList(given);
  const who: Manager = { name: manager, operation: 'Apply' };
  const conflicts = force ? [] : findConflicts(current, applied, who);
  if (conflicts.length > 0) throw conflictError(conflicts);
  const result = copy(current);
  const metadata = isObject(given['metadata']) ? given['metadata'] : {};
  Object.assign(result.metadata, pick(metadata, ['name', 'namespace', 'uid', 'resourceVersion']));
  result.spec.ephemeralContainers = mergeApplied(current, applied, who);
  putOwned(result, who, fieldsOf(applied), time);
  return result;
}

function readList(given: JsonObject): ContainerObject[] {
  const spec = isObject(given['spec']) ? given['spec'] : {};
  const list = (spec['ephemeralContainers'] ?? []) as unknown as ContainerObject[];
  const twice = list.find(
    ({ name }, index) => name !== undefined && list.findIndex((other) => other.name === name) < index,
  );
  if (twice === undefined) return list;
  throw typedPatchFailure(
    given,
    `.spec.ephemeralContainers: duplicate entries for key [name=${JSON.stringify(twice.name)}]`,
  );
}

/** The server cannot make its schema's object of the patch. */
export function typedPatchFailure(given: JsonObject, problem: string): ApiError {
  const metadata = isObject(given['metadata']) ? given['metadata'] : {};
  const where = `${String(metadata['namespace'] ?? '')}/${String(metadata['name'] ?? '')}`;
  return new ApiError(
    500,
    undefined,
    `failed to create typed patch object (${where}; /v1, Kind=Pod): ${problem}`,
  );
}

function mergeApplied(
  current: PodObject,
  applied: readonly ContainerObject[],
  who: Manager,
): ContainerObject[] {
  const before = ownedBy(current, who);
  const existing = current.spec.ephemeralContainers ?? [];
  const kept = existing.flatMap((container): ContainerObject[] => {
    const wanted = applied.find(({ name }) => name === container.name);
    const owned = [...(before.get(container.name) ?? [])];
    const mine = owned.filter((field) => otherOwners(current, who, container.name, field).length === 0);
    if (wanted === undefined) return mine.includes('name') ? [] : [container];
    const left = Object.entries(container).filter(([field]) => field in wanted || !mine.includes(field));
    return [{ ...(Object.fromEntries(left) as ContainerObject), ...wanted }];
  });
  const fresh = applied.filter(({ name }) => !existing.some((container) => container.name === name));
  return [...kept, ...copy(fresh)];
}

interface Conflict {
  readonly owner: string;
  readonly field: string;
}

function findConflicts(current: PodObject, applied: readonly ContainerObject[], who: Manager): Conflict[] {
  return applied.flatMap((container) => {
    const existing = current.spec.ephemeralContainers?.find(({ name }) => name === container.name);
    if (existing === undefined) return [];
    return Object.keys(container)
      .sort()
      .filter((field) => !equals(container[field], existing[field]))
      .flatMap((field) =>
        otherOwners(current, who, container.name, field).map(({ manager, subresource }) => ({
          owner: `${JSON.stringify(manager)} with subresource ${JSON.stringify(subresource)}`,
          field: `.spec.ephemeralContainers[name=${JSON.stringify(container.name)}].${field}`,
        })),
      );
  });
}

/** Source: kubernetes v1.37 apimachinery pkg/util/managedfields/internal/conflict.go NewConflictError */
function conflictError(conflicts: readonly Conflict[]): ApiError {
  const owners = [...new Set(conflicts.map(({ owner }) => owner))];
  const texts = owners.map((owner) => {
    const fields = conflicts.filter((conflict) => conflict.owner === owner).map(({ field }) => field);
    if (fields.length === 1) return `conflict with ${owner}: ${fields[0]}`;
    return `conflicts with ${owner}:\n${fields.map((field) => `- ${field}`).join('\n')}`;
  });
  const count = conflicts.length === 1 ? '1 conflict' : `${conflicts.length} conflicts`;
  return new ApiError(409, 'Conflict', `Apply failed with ${count}: ${texts.join('\n')}`, {
    causes: conflicts.map(({ owner, field }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${owner}`,
      field,
    })),
  });
}

function pick(from: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}
