import { parseDocument } from 'yaml';
import { isObject, type JsonObject, type JsonValue } from '../json.js';
import type { PodObject } from '../objects.js';
import { applyConfiguration } from '../patch/apply.js';
import { applyJsonMerge } from '../patch/json-merge.js';
import { applyJsonPatch } from '../patch/json-patch.js';
import { podPatchSchema } from '../patch/schema.js';
import { applyStrategicMerge } from '../patch/strategic.js';
import { ApiError, badRequest, conflict } from './errors.js';
import type { Exchange } from './exchange.js';
import { contentType, readObject, readPatch, readPatchObject, unsupportedMediaType } from './read-body.js';
import type { WriteOptions } from './request-options.js';
import { timestamp } from './store.js';

/** How a change was sent, which decides how its failures are worded. */
export type ChangeKind = 'put' | 'strategic' | 'json' | 'apply';

export interface PodChange {
  readonly kind: ChangeKind;
  /** What was sent, decoded. */
  readonly sent: JsonValue;
  /** The Pod as the change would have it. */
  readonly pod: PodObject;
}

/** Makes the changed Pod of a PUT or PATCH; nothing is judged but whether it applies. */
export function readPodChange(exchange: Exchange, current: PodObject, options: WriteOptions): PodChange {
  const change = exchange.method === 'PUT' ? readPut(exchange) : readPatched(exchange, current, options);
  requireSameObject(exchange, change.pod);
  return change;
}

function readPut(exchange: Exchange): PodChange {
  const sent = readObject(exchange, 'Pod');
  return { kind: 'put', sent, pod: sent as unknown as PodObject };
}

function readPatched(exchange: Exchange, current: PodObject, options: WriteOptions): PodChange {
  const original = current as unknown as JsonObject;
  switch (contentType(exchange)) {
    case 'application/strategic-merge-patch+json': {
      const sent = readPatchObject(exchange, '');
      return { kind: 'strategic', sent, pod: asPod(applyStrategicMerge(original, sent, podPatchSchema)) };
    }
    case 'application/merge-patch+json': {
      const sent = readPatchObject(exchange, 'error decoding patch: ');
      return { kind: 'json', sent, pod: asPod(applyJsonMerge(original, sent)) };
    }
    case 'application/json-patch+json': {
      const sent = readPatch(exchange);
      return { kind: 'json', sent, pod: asPod(applyJsonPatch(original, sent)) };
    }
    case 'application/apply-patch+yaml': {
      const sent = readYaml(exchange);
      const pod = applyConfiguration(current, sent, options.fieldManager, options.force, timestamp());
      return { kind: 'apply', sent, pod };
    }
    default:
      throw unsupportedMediaType();
  }
}

function asPod(value: JsonObject): PodObject {
  return value as unknown as PodObject;
}

function readYaml(exchange: Exchange): JsonObject {
  const document = parseDocument(exchange.body.toString('utf8'));
  if (document.errors.length > 0) {
    throw badRequest('error encoding patch: yaml: mapping values are not allowed in this context');
  }
  const value = document.toJS() as unknown;
  if (isObject(value)) return value;
  throw badRequest('error decoding patch: the patch is no object');
}

function requireSameObject(exchange: Exchange, pod: PodObject): void {
  const { namespace, name } = exchange.info;
  const metadata: Partial<PodObject['metadata']> = isObject(pod.metadata) ? pod.metadata : {};
  if (metadata.namespace !== undefined && metadata.namespace !== '' && metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (metadata.name !== undefined && metadata.name !== '' && metadata.name !== name) {
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  }
}

/** A change that names a version applies to that version only. */
export function requireVersion(current: PodObject, wanted: PodObject): void {
  const version = wanted.metadata?.resourceVersion;
  if (version === undefined || version === '' || version === '0') return;
  if (!/^[0-9]+$/.test(version)) {
    throw new ApiError(
      500,
      undefined,
      `strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`,
    );
  }
  if (version === current.metadata.resourceVersion) return;
  throw conflict(
    'pods',
    current.metadata.name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );
}
