import { ApiError } from '../model/errors.js';
import { isObject, type JsonObject, type JsonValue } from '../model/json.js';
import type { ApiObject } from '../model/objects.js';
import { toPartialMetadata, toTable } from '../table/table.js';
import type { Transform } from './negotiate.js';

/** An object or a list as the client asked for it; a Status stays what it is. Throws 406. */
export function represent(body: unknown, transform: Transform | undefined): unknown {
  if (transform === undefined || !isObject(body) || body['kind'] === 'Status') return body;
  const kind = String(body['kind']);
  const items = readItems(body, kind);
  const objects = items ?? [body as object as ApiObject];
  if (transform.kind === 'Table') {
    const itemKind = items === undefined ? kind : kind.slice(0, -'List'.length);
    return toTable(
      itemKind,
      objects,
      items === undefined ? versionOf(body) : asObject(body['metadata']),
      transform,
    );
  }
  if (transform.kind === 'PartialObjectMetadata') {
    if (items !== undefined) throw notAcceptable(transform.kind, 'a', kind);
    return toPartialMetadata(body as object as ApiObject, transform.apiVersion);
  }
  if (items === undefined) throw notAcceptable(transform.kind, 'not a', kind);
  return {
    kind: transform.kind,
    apiVersion: transform.apiVersion,
    metadata: body['metadata'],
    // Go's list of none is no list
    items: items.length === 0 ? null : items.map((item) => toPartialMetadata(item, transform.apiVersion)),
  };
}

/** Items of a list do not name their kind: the list does. */
function readItems(body: JsonObject, kind: string): ApiObject[] | undefined {
  const items = body['items'];
  if (!Array.isArray(items)) return undefined;
  const type = { kind: kind.slice(0, -'List'.length), apiVersion: 'v1' };
  return items.map((item) => ({ ...type, ...(item as object) }) as ApiObject);
}

function versionOf({ metadata }: JsonObject): object {
  return { resourceVersion: asObject(metadata)['resourceVersion'] };
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function notAcceptable(wanted: string, is: string, kind: string): ApiError {
  const text = `you requested ${wanted}, but the requested object is ${is} list (*core.${kind})`;
  return new ApiError(406, 'NotAcceptable', text);
}
