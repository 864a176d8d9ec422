import { ApiError, badRequest } from '../api/errors.js';
import { copy, equals, isObject, type JsonObject, type JsonValue } from '../json.js';

/**
 * Applies a JSON patch (RFC 6902), with the words the server has for what does not apply.
 *
 * Source: evanphx/json-patch v4 patch.go, as kubernetes v1.37 vendors it
 */
export function applyJsonPatch(original: JsonObject, operations: JsonValue): JsonObject {
  if (!Array.isArray(operations)) {
    throw badRequest('json: cannot unmarshal object into Go value of type jsonpatch.Patch');
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
    if (!isObject(operation)) throw badRequest('json patch operation is not an object');
    applyOperation(document, operation);
  }
  return document;
}

function applyOperation(document: JsonObject, operation: JsonObject): void {
  const path = pointer(operation, 'path');
  const name = String(operation['op']);
  if (name === 'add') add(document, path, givenValue(operation), name);
  else if (name === 'remove') remove(document, path, name);
  else if (name === 'replace') replace(document, path, givenValue(operation), name);
  else if (name === 'move') add(document, path, remove(document, pointer(operation, 'from'), name), name);
  else if (name === 'copy') add(document, path, copy(read(document, pointer(operation, 'from'), name)), name);
  else if (name === 'test') test(document, path, operation['value'] ?? null);
  else throw unprocessable(`Unexpected kind: ${name}`);
}

function test(document: JsonObject, path: readonly string[], expected: JsonValue): void {
  let actual: JsonValue;
  try {
    actual = read(document, path, 'test');
  } catch (error) {
    if (expected === null) return;
    throw error;
  }
  if (!equals(actual, expected)) {
    throw unprocessable(`testing value ${text(path)} failed: test failed`);
  }
}

function givenValue(operation: JsonObject): JsonValue {
  const value = operation['value'];
  if (value === undefined) throw unprocessable('missing value: missing value');
  return copy(value);
}

function pointer(operation: JsonObject, member: 'path' | 'from'): string[] {
  const path = operation[member];
  if (typeof path !== 'string') throw unprocessable(`${member} operation missing or invalid: missing value`);
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function text(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function parentOf(
  document: JsonObject,
  path: readonly string[],
  operation: string,
): JsonObject | JsonValue[] {
  let parent: JsonValue | undefined = document;
  for (const part of path.slice(0, -1)) {
    parent = Array.isArray(parent) ? parent[Number(part)] : isObject(parent) ? parent[part] : undefined;
  }
  if (isObject(parent) || Array.isArray(parent)) return parent;
  throw unprocessable(
    `${operation} operation does not apply: doc is missing path: "${text(path)}": missing value`,
  );
}

function indexIn(list: readonly JsonValue[], part: string, operation: string, limit: number): number {
  const index = /^(0|[1-9][0-9]*)$/.test(part) ? Number(part) : Number.NaN;
  if (Number.isInteger(index) && index < limit) return index;
  throw unprocessable(
    `${operation} operation does not apply: doc is missing key: ${part}: invalid index referenced (list of ${list.length})`,
  );
}

function read(document: JsonObject, path: readonly string[], operation: string): JsonValue {
  if (path.length === 0) return document;
  const parent = parentOf(document, path, operation);
  const last = path.at(-1) ?? '';
  const value = Array.isArray(parent)
    ? parent[indexIn(parent, last, operation, parent.length)]
    : parent[last];
  if (value !== undefined) return value;
  throw unprocessable(
    `${operation} operation does not apply: doc is missing key: ${text(path)}: missing value`,
  );
}

function add(document: JsonObject, path: readonly string[], value: JsonValue, operation: string): void {
  const parent = parentOf(document, path, operation);
  const last = path.at(-1) ?? '';
  if (!Array.isArray(parent)) parent[last] = value;
  else if (last === '-') parent.push(value);
  else parent.splice(indexIn(parent, last, operation, parent.length + 1), 0, value);
}

function replace(document: JsonObject, path: readonly string[], value: JsonValue, operation: string): void {
  read(document, path, operation);
  const parent = parentOf(document, path, operation);
  const last = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent[indexIn(parent, last, operation, parent.length)] = value;
  else parent[last] = value;
}

function remove(document: JsonObject, path: readonly string[], operation: string): JsonValue {
  const value = read(document, path, operation);
  const parent = parentOf(document, path, operation);
  const last = path.at(-1) ?? '';
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return value;
}

function unprocessable(message: string): ApiError {
  return new ApiError(422, undefined, message, {});
}
