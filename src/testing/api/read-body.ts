import { ApiError, badRequest } from '../model/errors.js';
import { isObject, type JsonObject, type JsonValue } from '../model/json.js';
import { explainJson } from '../schema/go-json.js';
import { jsonType } from '../schema/go-words.js';
import type { Change, ChangedType } from './change.js';
import { decodeProtobuf, openProtobuf } from './protobuf.js';
import { readYaml } from './read-yaml.js';
import { nothingRepeated, type Repeated, repeatedInJson, repeatedInYaml } from './repeated.js';
import type { RequestScope } from './request-scope.js';

/** The type without parameters: `application/json`. */
export function contentType(scope: RequestScope): string {
  return (scope.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
}

export function unsupportedMediaType(): ApiError {
  return new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
}

/** The JSON of a patch; throws 400. */
export function readPatch(scope: RequestScope): JsonValue {
  const value = parseJson(scope.body.toString('utf8'));
  if (value === undefined) throw badRequest('invalid JSON patch');
  return value;
}

/** A merge patch has to be an object or null; the two kinds word the failure differently. */
export function readPatchObject(scope: RequestScope, prefix: string): JsonObject | null {
  const value = readPatch(scope);
  if (isObject(value) || value === null) return value;
  throw badRequest(
    `${prefix}json: cannot unmarshal ${jsonType(value)} into Go value of type map[string]interface {}`,
  );
}

/** The object of a create or an update, which names its kind or leaves it to the path. */
export function readObject(scope: RequestScope, { type, minor }: ChangedType, apiVersion = 'v1'): Change {
  const sent = readDocument(scope, (problem) =>
    badRequest(
      `the object provided is unrecognized (must be of type ${type}): ${problem} (${summarize(scope.body)})`,
    ),
  );
  const { kind: given = type, apiVersion: version = apiVersion } = sent.type;
  if (given === type && version === apiVersion) {
    const value = sent.read(type, minor, (problem) =>
      badRequest(`${type} in version "v1" cannot be handled as a ${type}: ${problem}`),
    );
    return { kind: 'put', sent: value, object: value, repeated: sent.repeated };
  }
  const named = `${given} in version ${JSON.stringify(version.split('/').at(-1))}`;
  const problem =
    version === apiVersion && isRegistered(given)
      ? `converting (${apiVersion.split('/').at(-1)}.${given}) to (${internalGroup(apiVersion)}.${type}): unknown conversion`
      : describeUnregistered(given, version);
  throw badRequest(`${named} cannot be handled as a ${type}: ${problem}`);
}

/** The options of a delete, which may come without a body. */
export function readDeleteOptions(scope: RequestScope): JsonObject {
  const sent = readDocument(scope, badRequest);
  const { kind = 'DeleteOptions', apiVersion = 'v1' } = sent.type;
  if (kind === 'DeleteOptions') return sent.read(kind, Number.POSITIVE_INFINITY, badRequest);
  throw badRequest(describeUnregistered(kind, apiVersion));
}

type Refuse = (problem: string) => ApiError;

/** What a body says that it is, and what reads it as that. */
interface SentDocument {
  readonly type: { readonly kind?: string; readonly apiVersion?: string };
  readonly repeated: Repeated;
  read(type: string, minor: number, refuse: Refuse): JsonObject;
}

function readDocument(scope: RequestScope, refuse: Refuse): SentDocument {
  const type = contentType(scope).toLowerCase();
  const text = scope.body.toString('utf8');
  switch (type) {
    case '':
    case 'application/json': {
      const value = parseJson(text);
      if (value === undefined) {
        throw refuse(`couldn't get version/kind; json parse error: ${explainJson(text)}`);
      }
      return asDocument(value, repeatedInJson(text), refuse);
    }
    case 'application/yaml': {
      const yaml = readYaml(text);
      if ('problem' in yaml) throw refuse(yaml.problem);
      return asDocument(yaml.value, repeatedInYaml(yaml.repeated), refuse);
    }
    case protobuf: {
      const { raw, ...sent } = orRefuse(() => openProtobuf(scope.body), refuse);
      return {
        type: sent,
        repeated: nothingRepeated,
        read: (kind, minor, refuseRaw) => orRefuse(() => decodeProtobuf(raw, kind, minor), refuseRaw),
      };
    }
    default:
      throw new ApiError(
        415,
        'UnsupportedMediaType',
        `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, ${protobuf}`,
      );
  }
}

function orRefuse<Result>(decode: () => Result, refuse: Refuse): Result {
  try {
    return decode();
  } catch (error) {
    throw refuse((error as Error).message);
  }
}

function asDocument(value: JsonValue, repeated: Repeated, refuse: Refuse): SentDocument {
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
  return { type: (value ?? {}) as SentDocument['type'], repeated, read: () => value ?? {} };
}

const typeMeta =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

const protobuf = 'application/vnd.kubernetes.protobuf';

/** Source: kubernetes v1.37 apiserver pkg/endpoints/handlers/rest.go summarizeData */
function summarize(bytes: Buffer): string {
  const longest = 30;
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
