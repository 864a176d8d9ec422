import { ApiError, badRequest } from '../api/errors.js';
import { copy, equals, isObject, type JsonObject, type JsonValue } from '../json.js';

/**
 * Applies a JSON patch (RFC 6902). What does not apply is a 422 that does not say why, as the
 * server answers it.
 *
 * Source: kubernetes v1.37 apiserver pkg/endpoints/handlers/patch.go applyJSPatch
 */
export function applyJsonPatch(original: JsonObject, operations: JsonValue): JsonObject {
  if (!Array.isArray(operations)) {
    const type = isObject(operations) ? 'object' : typeof operations;
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${type} into Go value of type []handlers.jsonPatchOp`,
    );
  }
  if (operations.length > 10_000) {
    throw new ApiError(
      413,
      'RequestEntityTooLarge',
      `The allowed maximum operations in a JSON patch is 10000, got ${operations.length}`,
    );
  }
  const document = copy(original);
  for (const operation of operations) {
    if (!isObject(operation)) {
      throw badRequest(
        `error decoding patch: json: cannot unmarshal ${typeof operation} into Go value of type handlers.jsonPatchOp`,
      );
    }
    applyOperation(document, operation);
  }
  return document;
}

function applyOperation(document: JsonObject, operation: JsonObject): void {
  const path = readPointer(operation['path']);
  const value = copy(operation['value'] ?? null);
  switch (operation['op']) {
    case 'add':
      add(document, path, value);
      break;
    case 'remove':
      remove(document, path);
      break;
    case 'replace':
      replace(document, path, value);
      break;
    case 'move':
      add(document, path, remove(document, readPointer(operation['from'])));
      break;
    case 'copy':
      add(document, path, copy(read(document, readPointer(operation['from'])) ?? null));
      break;
    case 'test':
      if (!equals(read(document, path) ?? null, value)) throw doesNotApply();
      break;
    default:
      throw doesNotApply();
  }
}

function readPointer(pointer: JsonValue | undefined): string[] {
  if (typeof pointer !== 'string') throw doesNotApply();
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function parentOf(document: JsonObject, path: readonly string[]): JsonObject | JsonValue[] {
  let parent: JsonValue | undefined = document;
  for (const part of path.slice(0, -1)) {
    parent = Array.isArray(parent) ? parent[Number(part)] : isObject(parent) ? parent[part] : undefined;
  }
  if (path.length > 0 && (isObject(parent) || Array.isArray(parent))) return parent;
  throw doesNotApply();
}

function indexOf(part: string, limit: number): number {
  const index = /^(0|[1-9][0-9]*)$/.test(part) ? Number(part) : Number.NaN;
  if (index < limit) return index;
  throw doesNotApply();
}

function read(document: JsonObject, path: readonly string[]): JsonValue | undefined {
  if (path.length === 0) return document;
  const parent = parentOf(document, path);
  const last = path.at(-1) ?? '';
  return Array.isArray(parent) ? parent[indexOf(last, parent.length)] : parent[last];
}

function add(document: JsonObject, path: readonly string[], value: JsonValue): void {
  const parent = parentOf(document, path);
  const last = path.at(-1) ?? '';
  if (!Array.isArray(parent)) parent[last] = value;
  else if (last === '-') parent.push(value);
  else parent.splice(indexOf(last, parent.length + 1), 0, value);
}

function replace(document: JsonObject, path: readonly string[], value: JsonValue): void {
  const parent = parentOf(document, path);
  const last = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent[indexOf(last, parent.length)] = value;
  else parent[last] = value;
}

function remove(document: JsonObject, path: readonly string[]): JsonValue {
  const value = read(document, path);
  if (value === undefined) throw doesNotApply();
  const parent = parentOf(document, path);
  const last = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return value;
}

function doesNotApply(): ApiError {
  return new ApiError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
}
