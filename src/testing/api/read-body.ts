import { parseDocument } from 'yaml';
import { isObject, type JsonObject, type JsonValue } from '../json.js';
import { explainJson } from '../schema/go-json.js';
import { jsonType } from '../schema/go-words.js';
import { ApiError, badRequest } from './errors.js';
import type { Exchange } from './exchange.js';

/** The type without parameters: `application/json`. */
export function contentType(exchange: Exchange): string {
  return (exchange.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
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

/** A merge patch has to be an object or null; the two kinds word the failure differently. */
export function readPatchObject(exchange: Exchange, prefix: string): JsonObject | null {
  const value = readPatch(exchange);
  if (isObject(value) || value === null) return value;
  throw badRequest(
    `${prefix}json: cannot unmarshal ${jsonType(value)} into Go value of type map[string]interface {}`,
  );
}

/** The object of a create or an update, which names its kind or leaves it to the path. */
export function readObject(exchange: Exchange, kind: string, apiVersion = 'v1'): JsonObject {
  const text = exchange.body.toString('utf8');
  const value = readDocument(exchange, text, (problem) =>
    badRequest(
      `the object provided is unrecognized (must be of type ${kind}): ${problem} (${summarize(text)})`,
    ),
  );
  const { kind: given = kind, apiVersion: version = apiVersion } = value;
  if (given === kind && version === apiVersion) return value;
  const named = `${String(given)} in version ${JSON.stringify(String(version).split('/').at(-1))}`;
  const problem =
    version === apiVersion && isRegistered(String(given))
      ? `converting (${apiVersion.split('/').at(-1)}.${String(given)}) to (${internalGroup(apiVersion)}.${kind}): unknown conversion`
      : describeUnregistered(String(given), String(version));
  throw badRequest(`${named} cannot be handled as a ${kind}: ${problem}`);
}

/** The options of a delete, which may come without a body. */
export function readDeleteOptions(exchange: Exchange): JsonObject {
  const value = readDocument(exchange, exchange.body.toString('utf8'), badRequest);
  const { kind = 'DeleteOptions', apiVersion = 'v1' } = value;
  if (kind === 'DeleteOptions') return value;
  throw badRequest(describeUnregistered(String(kind), String(apiVersion)));
}

function readDocument(exchange: Exchange, text: string, refuse: (problem: string) => ApiError): JsonObject {
  const value = parseBody(contentType(exchange), text);
  if (value === undefined) throw refuse(`couldn't get version/kind; json parse error: ${explainJson(text)}`);
  if (value !== null && !isObject(value)) {
    throw refuse(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonType(value)} into Go value of type ${typeMeta}`,
    );
  }
  for (const name of ['apiVersion', 'kind']) {
    const given = value?.[name] ?? '';
    if (typeof given !== 'string') {
      throw refuse(
        `couldn't get version/kind; json parse error: json: cannot unmarshal ${jsonType(given)} into Go struct field .${name} of type string`,
      );
    }
  }
  return value ?? {};
}

const typeMeta =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

function parseBody(type: string, text: string): JsonValue | undefined {
  if (type === '' || type.toLowerCase() === 'application/json') return parseJson(text);
  if (type.toLowerCase() === 'application/yaml') return parseDocument(text).toJS() as JsonValue;
  const accepted = 'application/json, application/yaml';
  const known = type === protobuf ? accepted : `${accepted}, ${protobuf}`;
  throw new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${known}`,
  );
}

/** Read for a few kinds only: others are asked for as JSON. */
export const protobuf = 'application/vnd.kubernetes.protobuf';

/** Source: kubernetes v1.37 apiserver pkg/endpoints/handlers/rest.go summarizeData */
function summarize(text: string): string {
  const longest = 30;
  const bytes = Buffer.from(text);
  const rest = bytes.length > longest ? ' ...' : '';
  if (bytes.length === 0) return '<empty>';
  return bytes[0] === 0x7b
    ? `${bytes.subarray(0, longest).toString()}${rest}`
    : `${bytes.subarray(0, longest).toString('hex')}${rest}`;
}

function internalGroup(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('.')[0] ?? '') : 'core';
}

export function describeUnregistered(kind: string, version: string): string {
  return `no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(version)} in scheme "pkg/runtime/scheme.go:111"`;
}

const registered =
  /^(Binding|ComponentStatus|ConfigMap|Endpoints|Event|LimitRange|Namespace|Node|PersistentVolume|PersistentVolumeClaim|Pod|PodTemplate|ReplicationController|ResourceQuota|Secret|Service|ServiceAccount)(List)?$|^(Status|List|APIGroup|\w+Options)$/;

/** Whether the core group has such a kind. */
function isRegistered(kind: string): boolean {
  return registered.test(kind);
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
