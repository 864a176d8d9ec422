import { ApiError, badRequest } from '../model/errors.js';
import { copy, equals, isObject, type JsonObject, type JsonValue } from '../model/json.js';
import { jsonType } from '../schema/go-words.js';

/**
 * Applies a JSON patch (RFC 6902). What does not apply is a 422 that does not say why, as the
 * server answers it.
 *
 * Source: kubernetes v1.37 apiserver pkg/endpoints/handlers/patch.go applyJSPatch
 */
export function applyJsonPatch(original: JsonObject, operations: JsonValue): JsonObject {
  if (operations === null) return original;
  if (!Array.isArray(operations)) {
    throw undecodable(`${jsonType(operations)} into Go value of type []handlers.jsonPatchOp`);
  }
  if (operations.length > 10_000) {
    throw new ApiError(
      413,
      'RequestEntityTooLarge',
      `The allowed maximum operations in a JSON patch is 10000, got ${operations.length}`,
    );
  }
  let document: JsonValue = copy(original);
  for (const operation of operations) document = applyOperation(document, readOperation(operation));
  if (isObject(document)) return document;
  throw doesNotApply();
}

/** Names an operation has that mean nothing: `[0].foo`. */
export function findUnknownMembers(operations: JsonValue): string[] {
  if (!Array.isArray(operations)) return [];
  return operations.flatMap((operation, index) =>
    Object.keys(isObject(operation) ? operation : {})
      .filter((name) => !['op', 'path', 'from', 'value'].includes(name))
      .map((name) => `[${index}].${name}`),
  );
}

function readOperation(operation: JsonValue): JsonObject {
  if (operation === null) return {};
  if (!isObject(operation))
    throw undecodable(`${jsonType(operation)} into Go value of type handlers.jsonPatchOp`);
  for (const name of ['op', 'path', 'from']) {
    const value = operation[name] ?? '';
    if (typeof value !== 'string') {
      throw undecodable(`${jsonType(value)} into Go struct field jsonPatchOp.${name} of type string`);
    }
  }
  return operation;
}

function undecodable(problem: string): ApiError {
  return badRequest(`error decoding patch: json: cannot unmarshal ${problem}`);
}

function applyOperation(document: JsonValue, operation: JsonObject): JsonValue {
  const path = readPointer(operation['path']);
  const value = copy(operation['value'] ?? null);
  switch (operation['op']) {
    case 'add':
      add(document, path, value);
      return document;
    case 'remove':
      remove(document, path);
      return document;
    case 'replace':
      if (path.length === 0) return value;
      replace(document, path, value);
      return document;
    case 'move':
      add(document, path, remove(document, readPointer(operation['from'])));
      return document;
    case 'copy':
      add(document, path, copy(read(document, readPointer(operation['from'])) ?? null));
      return document;
    case 'test':
      if (!equals(read(document, path) ?? null, value)) throw doesNotApply();
      return document;
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

function parentOf(document: JsonValue, path: readonly string[]): JsonObject | JsonValue[] {
  let parent: JsonValue | undefined = document;
  for (const part of path.slice(0, -1)) {
    parent = Array.isArray(parent) ? parent[Number(part)] : isObject(parent) ? parent[part] : undefined;
  }
  if (path.length > 0 && (isObject(parent) || Array.isArray(parent))) return parent;
  throw doesNotApply();
}

/** A negative index counts from the end, as the server's library has it. */
function indexOf(part: string, limit: number): number {
  const index = /^[+-]?[0-9]+$/.test(part) ? Number(part) : Number.NaN;
  if (index < limit && index >= -limit) return index < 0 ? index + limit : index;
  throw doesNotApply();
}

function read(document: JsonValue, path: readonly string[]): JsonValue | undefined {
  if (path.length === 0) return document;
  const parent = parentOf(document, path);
  const last = path.at(-1) ?? '';
  return Array.isArray(parent) ? parent[indexOf(last, parent.length)] : parent[last];
}

function add(document: JsonValue, path: readonly string[], value: JsonValue): void {
  const parent = parentOf(document, path);
  const last = path.at(-1) ?? '';
  if (!Array.isArray(parent)) parent[last] = value;
  else if (last === '-') parent.push(value);
  else parent.splice(indexOf(last, parent.length + 1), 0, value);
}

function replace(document: JsonValue, path: readonly string[], value: JsonValue): void {
  const parent = parentOf(document, path);
  const last = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent[indexOf(last, parent.length)] = value;
  else parent[last] = value;
}

function remove(document: JsonValue, path: readonly string[]): JsonValue {
  const value = read(document, path);
  if (value === undefined) throw doesNotApply();
  const parent = parentOf(document, path);
  const last = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent.splice(indexOf(last, parent.length), 1);
  else delete parent[last];
  return value;
}

function doesNotApply(): ApiError {
  return new ApiError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
}
