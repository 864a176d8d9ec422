import { applyPatch, type Operation, Pointer } from 'rfc6902';
import { ApiError, badRequest } from '../model/errors.js';
import { copy, isObject, type JsonRecord, type JsonValue } from '../model/json.js';
import { jsonType } from '../schema/go-words.js';

/**
 * Applies a JSON patch (RFC 6902). What does not apply is a 422 that does not say why, as the
 * server answers it.
 *
 * Source: kubernetes v1.37 apiserver pkg/endpoints/handlers/patch.go applyJSPatch
 */
export function applyJsonPatch(original: JsonRecord, operations: JsonValue): JsonRecord {
  if (operations === null) return original;
  if (!Array.isArray(operations)) {
    const type = jsonType(operations);
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${type} into Go value of type []handlers.jsonPatchOp`,
    );
  }
  const document = copy(original);
  for (const operation of operations as readonly unknown[] as readonly Operation[]) {
    if (!applies(document, operation)) {
      throw new ApiError(
        422,
        'Invalid',
        'the server rejected our request due to an error in our request',
        {},
      );
    }
  }
  return document;
}

function applies(document: JsonRecord, operation: Operation): boolean {
  try {
    const { op, path } = operation;
    // the server's library replaces a member that is not there
    const isMember = op === 'replace' && isObject(Pointer.fromJSON(path).evaluate(document).parent);
    const [failure] = applyPatch(document, [isMember ? { ...operation, op: 'add' } : operation]);
    return failure === null;
  } catch {
    return false;
  }
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
