import type { JsonValue } from '../model/json.js';
import type { ContainerObject, ManagedFields, ObjectMeta } from '../model/objects.js';
import { decodeFields, encodeFields, fieldsOf, type OwnedFields } from './owned-fields.js';

/** The fields of a Pod's ephemeral containers that one manager owns; the rest of a Pod is not tracked. */
export interface Ownership {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly fields: OwnedFields;
  readonly time: string | undefined;
}

const subresource = 'ephemeralcontainers';

export function readOwnerships({ managedFields = [] }: Pick<ObjectMeta, 'managedFields'>): Ownership[] {
  return managedFields
    .filter((entry) => entry.subresource === subresource)
    .map(({ manager, operation, fieldsV1, time }) => {
      const spec = (fieldsV1 as { 'f:spec'?: { 'f:ephemeralContainers'?: JsonValue } })['f:spec'];
      return { manager, operation, fields: decodeFields(spec?.['f:ephemeralContainers']), time };
    });
}

/** Source: kubernetes v1.37 apimachinery pkg/util/managedfields/internal/managedfields.go encodeManagedFields */
export function writeOwnerships(ownerships: readonly Ownership[]): ManagedFields[] {
  const orderOf = ({ operation, time = '', manager }: Ownership): string =>
    [operation, time, manager].join('\0');
  return ownerships
    .filter(({ fields }) => fields.size > 0)
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
    .map(({ manager, operation, fields, time }) => ({
      manager,
      operation,
      apiVersion: 'v1',
      ...(time === undefined ? {} : { time }),
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': { 'f:ephemeralContainers': encodeFields(fields) } },
      subresource,
    }));
}

/** The ownerships after an update: its manager owns the containers that it has added. */
export function ownAdded(
  metadata: ObjectMeta,
  added: readonly ContainerObject[],
  manager: string,
  time: string,
): ManagedFields[] {
  const known = readOwnerships(metadata);
  const isMine = (owner: Ownership): boolean => owner.manager === manager && owner.operation === 'Update';
  const mine = known.find(isMine)?.fields ?? [];
  const fields = new Set([...mine, ...fieldsOf(added as object[] as JsonValue[])]);
  const others = known.filter((owner) => !isMine(owner));
  return writeOwnerships([...others, { manager, operation: 'Update', fields, time }]);
}
