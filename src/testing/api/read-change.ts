import { parseDocument } from 'yaml';
import { isObject, type JsonObject, type JsonValue } from '../json.js';
import type { ApiObject } from '../objects.js';
import { applyConfiguration } from '../patch/apply.js';
import { applyJsonMerge } from '../patch/json-merge.js';
import { applyJsonPatch } from '../patch/json-patch.js';
import { applyStrategicMerge } from '../patch/strategic.js';
import { jsonType } from '../schema/go-words.js';
import { badRequest } from './errors.js';
import type { Exchange } from './exchange.js';
import { contentType, readObject, readPatch, readPatchObject, unsupportedMediaType } from './read-body.js';
import type { WriteOptions } from './request-options.js';
import { timestamp } from './store.js';

/** How a change was sent, which decides how its failures are worded. */
export type ChangeKind = 'put' | 'strategic' | 'merge' | 'json' | 'apply';

/** What a request would make of an object; nothing of it is judged yet. */
export interface Change {
  readonly kind: ChangeKind;
  /** What was sent, decoded. */
  readonly sent: JsonValue;
  readonly object: JsonObject;
}

/** The kind of object that a request is about. */
export interface ChangedType {
  /** `Pod` */
  readonly type: string;
  readonly minor: number;
  /** `''` for the object itself. */
  readonly subresource: string;
}

/** Makes the changed object of a PUT or PATCH; `undefined` is one that an apply creates. */
export function readChange(
  exchange: Exchange,
  current: ApiObject | undefined,
  changed: ChangedType,
  options: WriteOptions,
): Change {
  if (exchange.method === 'PUT') {
    const sent = readObject(exchange, changed.type);
    return { kind: 'put', sent, object: sent };
  }
  const original = (current ?? {}) as object as JsonObject;
  switch (contentType(exchange)) {
    case 'application/strategic-merge-patch+json': {
      const sent = readPatchObject(exchange, '') ?? {};
      return { kind: 'strategic', sent, object: applyStrategicMerge(original, sent, changed.type) };
    }
    case 'application/merge-patch+json': {
      const sent = readPatchObject(exchange, 'error decoding patch: ');
      if (sent === null) throw badRequest('Invalid JSON Patch');
      return { kind: 'merge', sent, object: applyJsonMerge(original, sent) };
    }
    case 'application/json-patch+json': {
      const sent = readPatch(exchange);
      return { kind: 'json', sent, object: applyJsonPatch(original, sent) };
    }
    case 'application/apply-patch+yaml': {
      const sent = readYaml(exchange);
      const { fieldManager, force } = options;
      const how = { ...changed, manager: fieldManager, force, time: timestamp() };
      return { kind: 'apply', sent, object: applyConfiguration(current, sent, how) };
    }
    default:
      throw unsupportedMediaType();
  }
}

function readYaml(exchange: Exchange): JsonObject {
  const document = parseDocument(exchange.body.toString('utf8'), { uniqueKeys: false });
  if (document.errors.length > 0) {
    throw badRequest('error encoding patch: yaml: mapping values are not allowed in this context');
  }
  const value = (document.toJS() ?? {}) as JsonValue;
  if (isObject(value)) return value;
  throw badRequest(
    'error decoding patch: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ' +
      `${jsonType(value)} into Go value of type map[string]interface {}`,
  );
}
