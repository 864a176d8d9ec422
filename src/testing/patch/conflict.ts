import { ApiError } from '../model/errors.js';
import type { JsonObject } from '../model/json.js';
import { type FieldSet, pathsOf } from './field-set.js';
import type { Ownership } from './managed-fields.js';

/** What an apply would take of what another manager has. */
export interface OwnedConflict {
  readonly owner: Ownership;
  readonly fields: FieldSet;
}

/** Source: kubernetes v1.37 apimachinery pkg/util/managedfields/internal/conflict.go NewConflictError */
export function conflictError(found: readonly OwnedConflict[]): ApiError {
  const conflicts = found
    .map(({ owner, fields }) => ({ owner: describeOwner(owner), fields: pathsOf(fields).map(describePath) }))
    .sort((one, other) => (one.owner < other.owner ? -1 : 1));
  const causes = conflicts.flatMap(({ owner, fields }) =>
    fields.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${owner}`, field })),
  );
  const [first, second] = causes;
  const text =
    first !== undefined && second === undefined
      ? `1 conflict: ${first.message}: ${first.field}`
      : `${causes.length} conflicts: ${conflicts.map(listFields).join('\n')}`;
  return new ApiError(409, 'Conflict', `Apply failed with ${text}`, { causes });
}

function listFields({ owner, fields }: { owner: string; fields: readonly string[] }): string {
  return [`conflicts with ${owner}:`, ...fields.map((field) => `- ${field}`)].join('\n');
}

function describeOwner({ manager, apiVersion }: Ownership): string {
  const { name, operation, subresource } = manager;
  const through = subresource === '' ? '' : ` with subresource ${JSON.stringify(subresource)}`;
  return `${JSON.stringify(name)}${through}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}

/** `.spec.ephemeralContainers[name="x"].image` */
export function describePath(path: readonly string[]): string {
  return path.map(describeElement).join('');
}

function describeElement(element: string): string {
  const text = element.slice(2);
  if (element.startsWith('f:')) return `.${text}`;
  if (element.startsWith('v:')) return `[=${text}]`;
  if (element.startsWith('i:')) return `[${text}]`;
  const keys = Object.entries(JSON.parse(text) as JsonObject);
  return `[${keys.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
}
