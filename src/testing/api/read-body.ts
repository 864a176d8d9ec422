import { parseDocument } from 'yaml';
import { isObject, type JsonObject, type JsonValue } from '../json.js';
import { ApiError, badRequest } from './errors.js';
import type { Exchange } from './exchange.js';

/** The type without parameters: `application/json`. */
export function contentType(exchange: Exchange): string {
  return (exchange.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

export function unsupportedMediaType(accepted: readonly string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  );
}

export function readJson(exchange: Exchange): JsonValue {
  const text = exchange.body.toString('utf8');
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw badRequest(`error decoding patch: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An object in JSON, or in YAML where the request says so. */
export function readJsonObject(exchange: Exchange): JsonObject {
  const type = contentType(exchange);
  const value = type.endsWith('yaml') ? readYaml(exchange) : readJson(exchange);
  if (isObject(value)) return value;
  throw badRequest('the object provided is unrecognized (must be of type Pod): it is no JSON object');
}

function readYaml(exchange: Exchange): JsonValue {
  const document = parseDocument(exchange.body.toString('utf8'));
  const [problem] = document.errors;
  if (problem !== undefined) throw badRequest(`error decoding patch: ${problem.message}`);
  return document.toJS() as JsonValue;
}
