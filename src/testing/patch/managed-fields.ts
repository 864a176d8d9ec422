import { equals } from '../json.js';
import type { ContainerObject, ManagedFields, PodObject } from '../objects.js';

/** Which fields of which ephemeral containers a manager has set. */
export type OwnedFields = ReadonlyMap<string, ReadonlySet<string>>;

export interface Manager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
}

const subresource = 'ephemeralcontainers';

/** What a manager has of the list, as `metadata.managedFields` says. */
export function ownedBy(pod: PodObject, manager: Manager): OwnedFields {
  return readEntry((pod.metadata.managedFields ?? []).find((entry) => isEntryOf(entry, manager)));
}

/** Everybody else with a field of a container of this name. */
export function otherOwners(pod: PodObject, manager: Manager, name: string, field: string): ManagedFields[] {
  return (pod.metadata.managedFields ?? []).filter(
    (entry) => !isEntryOf(entry, manager) && readEntry(entry).get(name)?.has(field) === true,
  );
}

/** Writes down what a manager owns from now on; an entry without fields goes. */
export function putOwned(pod: PodObject, manager: Manager, owned: OwnedFields, time: string): void {
  const others = (pod.metadata.managedFields ?? []).filter((entry) => !isEntryOf(entry, manager));
  const fields = Object.fromEntries(
    [...owned].map(([name, names]) => [
      `k:${JSON.stringify({ name })}`,
      { '.': {}, ...Object.fromEntries([...names].map((field) => [`f:${field}`, {}])) },
    ]),
  );
  const entry: ManagedFields = {
    manager: manager.name,
    operation: manager.operation,
    apiVersion: 'v1',
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: { 'f:spec': { 'f:ephemeralContainers': fields } },
    subresource,
  };
  pod.metadata.managedFields = owned.size === 0 ? others : [...others, entry];
}

/** After an update its manager owns what it changed, on top of what it had. */
export function ownChanges(before: PodObject, after: PodObject, manager: Manager, time: string): void {
  const owned = new Map([...ownedBy(before, manager)].map(([name, fields]) => [name, new Set(fields)]));
  for (const container of after.spec.ephemeralContainers ?? []) {
    const old = before.spec.ephemeralContainers?.find(({ name }) => name === container.name);
    const fields = Object.keys(container).filter((field) => !equals(container[field], old?.[field]));
    if (fields.length > 0) {
      owned.set(container.name, new Set([...(owned.get(container.name) ?? []), ...fields]));
    }
  }
  putOwned(after, manager, owned, time);
}

export function fieldsOf(containers: readonly ContainerObject[]): OwnedFields {
  return new Map(containers.map((container) => [container.name, new Set(Object.keys(container))]));
}

function isEntryOf(entry: ManagedFields, manager: Manager): boolean {
  return (
    entry.manager === manager.name &&
    entry.operation === manager.operation &&
    entry.subresource === subresource
  );
}

function readEntry(entry: ManagedFields | undefined): OwnedFields {
  const spec = (entry?.fieldsV1 as { 'f:spec'?: { 'f:ephemeralContainers'?: object } } | undefined)?.[
    'f:spec'
  ];
  const list = Object.entries(spec?.['f:ephemeralContainers'] ?? {});
  return new Map(
    list
      .filter(([key]) => key.startsWith('k:'))
      .map(([key, fields]) => [
        (JSON.parse(key.slice(2)) as { name: string }).name,
        new Set(
          Object.keys(fields as object)
            .filter((field) => field.startsWith('f:'))
            .map((field) => field.slice(2)),
        ),
      ]),
  );
}
