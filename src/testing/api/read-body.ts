import { isObject, type JsonObject, type JsonValue } from '../json.js';
import { ApiError, badRequest } from './errors.js';
import type { Exchange } from './exchange.js';

/** The type without parameters: `application/json`. */
export function contentType(exchange: Exchange): string {
  return (exchange.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

export function unsupportedMediaType(): ApiError {
  return new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
}

/** The JSON of a patch; throws 400. */
export function readPatch(exchange: Exchange): JsonValue {
  const value = parseJson(exchange.body.toString('utf8'));
  if (value === undefined) throw badRequest('invalid JSON patch');
  return value;
}

/** A merge patch has to be an object; the two kinds word the failure differently. */
export function readPatchObject(exchange: Exchange, prefix: string): JsonObject {
  const value = readPatch(exchange);
  if (isObject(value)) return value;
  const type = Array.isArray(value) ? 'array' : typeof value;
  throw badRequest(`${prefix}json: cannot unmarshal ${type} into Go value of type map[string]interface {}`);
}

/** The object of a create or an update, which names its kind or leaves it to the path. */
export function readObject(exchange: Exchange, kind: string): JsonObject {
  const type = contentType(exchange);
  if (type !== '' && type !== 'application/json') {
    throw new ApiError(
      415,
      'UnsupportedMediaType',
      'the body of the request was in an unknown format - accepted media types include: application/json',
    );
  }
  const text = exchange.body.toString('utf8');
  const value = parseJson(text);
  if (!isObject(value)) {
    const problem =
      value === undefined
        ? 'json parse error: unexpected end of JSON input'
        : `json: cannot unmarshal ${Array.isArray(value) ? 'array' : typeof value} into Go value of type struct`;
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; ${problem} (${text.slice(0, 200)})`,
    );
  }
  const given = value['kind'] ?? kind;
  if (given === kind) return value;
  throw badRequest(
    `${String(given)} in version "v1" cannot be handled as a ${kind}: converting (v1.${String(given)}) to (core.${kind}): unknown conversion`,
  );
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
