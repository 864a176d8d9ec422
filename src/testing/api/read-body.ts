import { ApiError, badRequest } from '../model/errors.js';
import { isObject, type JsonRecord, type JsonValue } from '../model/json.js';
import { jsonType } from '../schema/go-words.js';
import type { Change, ChangedType } from './change.js';
import { findDuplicateKeys } from './duplicate-keys.js';
import { decodeProtobuf, openProtobuf } from './protobuf.js';
import type { RequestScope } from './request-scope.js';

/** The type without parameters: `application/json`. */
export function contentType(scope: RequestScope): string {
  return (scope.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
}

/** The JSON of a patch; throws 400. */
export function readPatch(scope: RequestScope): JsonValue {
  try {
    return JSON.parse(scope.body.toString('utf8')) as JsonValue;
  } catch {
    throw badRequest('invalid JSON patch');
  }
}

/** A merge patch has to be an object or null; the two kinds word the failure differently. */
export function readPatchObject(scope: RequestScope, prefix: string): JsonRecord | null {
  const value = readPatch(scope);
  if (isObject(value) || value === null) return value;
  const type = jsonType(value);
  throw badRequest(`${prefix}json: cannot unmarshal ${type} into Go value of type map[string]interface {}`);
}

/** The object of a create or an update, which names its kind or leaves it to the path; throws 400 and 415. */
export function readObject(scope: RequestScope, { type, minor }: ChangedType, apiVersion = 'v1'): Change {
  const refuse = (problem: string): ApiError =>
    badRequest(`the object provided is unrecognized (must be of type ${type}): ${problem}`);
  const sent = contentType(scope) === protobuf ? readProtobuf(scope, minor, refuse) : readJson(scope, refuse);
  const { kind = type, apiVersion: version = apiVersion } = sent;
  if (kind !== type || version !== apiVersion) {
    const named = `${String(kind)} in version ${JSON.stringify(String(version).split('/').at(-1))}`;
    const problem =
      version === apiVersion
        ? `converting (v1.${String(kind)}) to (core.${type}): unknown conversion`
        : describeUnregistered(String(kind), String(version));
    throw badRequest(`${named} cannot be handled as a ${type}: ${problem}`);
  }
  const duplicates = contentType(scope) === protobuf ? [] : findDuplicateKeys(scope.body.toString('utf8'));
  return { kind: 'put', sent, object: sent, duplicates };
}

const protobuf = 'application/vnd.kubernetes.protobuf';

export function readJson(scope: RequestScope, refuse: (problem: string) => ApiError): JsonRecord {
  if (!['', 'application/json'].includes(contentType(scope))) throw unknownFormat();
  const text = scope.body.toString('utf8');
  const problem = `couldn't get version/kind; json parse error: `;
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (error) {
    const { message } = error as SyntaxError;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    const isCutOff = at >= text.trimEnd().length;
    throw refuse(`${problem}${isCutOff ? 'unexpected end of JSON input' : message}${summarize(text)}`);
  }
  if (value === null) return {};
  if (!isObject(value)) throw refuse(`${problem}json: cannot unmarshal ${jsonType(value)}${summarize(text)}`);
  return value;
}

/** kubectl 1.33 and later send what they create in protobuf, and do not fall back to JSON. */
function readProtobuf(scope: RequestScope, minor: number, refuse: (problem: string) => ApiError): JsonRecord {
  try {
    const { apiVersion, kind, raw } = openProtobuf(scope.body);
    return { apiVersion, kind, ...decodeProtobuf(raw, kind, minor) };
  } catch (error) {
    throw refuse((error as Error).message);
  }
}

function unknownFormat(): ApiError {
  const text = 'the body of the request was in an unknown format - accepted media types include';
  return new ApiError(415, 'UnsupportedMediaType', `${text}: application/json, ${protobuf}`);
}

/** Source: kubernetes v1.37 apiserver pkg/endpoints/handlers/rest.go summarizeData */
function summarize(text: string): string {
  const longest = 30;
  return text === '' ? ' (<empty>)' : ` (${text.slice(0, longest)}${text.length > longest ? ' ...' : ''})`;
}

export function describeUnregistered(kind: string, version: string): string {
  return `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(version)} in scheme "pkg/runtime/scheme.go:111"`;
}
