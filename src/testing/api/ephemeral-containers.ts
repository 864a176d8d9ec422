import { copy, equals, isObject, type JsonObject } from '../json.js';
import type { PodObject } from '../objects.js';
import { applyJsonMerge } from '../patch/json-merge.js';
import { applyJsonPatch } from '../patch/json-patch.js';
import { podPatchSchema } from '../patch/schema.js';
import { applyStrategicMerge } from '../patch/strategic.js';
import type { ServerContext } from './context.js';
import { conflict, invalid, methodNotAllowed } from './errors.js';
import type { Exchange } from './exchange.js';
import { judgeUpdate } from './judge.js';
import { findPod, isDryRun } from './pods.js';
import { contentType, readJson, readJsonObject, unsupportedMediaType } from './read-body.js';

const patchTypes = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/apply-patch+yaml',
  'application/strategic-merge-patch+json',
] as const;

/**
 * GET, PUT and PATCH of `pods/{name}/ephemeralcontainers`, the checks in the server's order.
 *
 * Source: kubernetes v1.37 pkg/registry/core/pod/strategy.go podEphemeralContainersStrategy
 */
export function handleEphemeralContainers(context: ServerContext, exchange: Exchange): void {
  const current = findPod(context, exchange);
  if (exchange.method === 'GET') {
    exchange.send(200, current);
    return;
  }
  if (exchange.method !== 'PUT' && exchange.method !== 'PATCH') throw methodNotAllowed();
  const wanted = exchange.method === 'PUT' ? readPut(exchange, current) : patchPod(exchange, current);
  requireVersion(current, wanted, exchange.info.name);
  const updated = keepOnlyList(current, wanted);
  const { warnings, list } = judgeUpdate(context, exchange, current, updated, wanted);
  for (const warning of warnings) exchange.warn(warning);
  updated.spec.ephemeralContainers = list;
  if (equals(updated, current) || isDryRun(exchange)) {
    exchange.send(200, updated);
    return;
  }
  const { namespace, name } = exchange.info;
  const stored = context.store.update({ resource: 'pods', namespace, name }, (pod) => {
    pod['spec'] = updated.spec;
    pod.metadata.generation = (pod.metadata.generation ?? 1) + 1;
  });
  exchange.send(200, stored);
}

function patchPod(exchange: Exchange, current: PodObject): PodObject {
  const original = current as unknown as JsonObject;
  switch (contentType(exchange)) {
    case 'application/strategic-merge-patch+json':
      return applyStrategicMerge(original, readJsonObject(exchange), podPatchSchema) as unknown as PodObject;
    case 'application/merge-patch+json':
      return applyJsonMerge(original, readJsonObject(exchange)) as unknown as PodObject;
    case 'application/json-patch+json':
      return applyJsonPatch(original, readJson(exchange)) as unknown as PodObject;
    default:
      throw unsupportedMediaType(patchTypes);
  }
}

function readPut(exchange: Exchange, current: PodObject): PodObject {
  const given = readJsonObject(exchange) as unknown as PodObject;
  const uid = given.metadata?.uid;
  if (uid !== undefined && uid !== '' && uid !== current.metadata.uid) {
    throw conflict(
      'pods',
      exchange.info.name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`,
    );
  }
  return given;
}

function requireVersion(current: PodObject, wanted: PodObject, name: string): void {
  const version = wanted.metadata?.resourceVersion;
  if (version === undefined || version === '' || version === '0') return;
  if (version === current.metadata.resourceVersion) return;
  throw conflict(
    'pods',
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );
}

/** Only the list is taken over: everything else of the Pod stays as it was. */
function keepOnlyList(current: PodObject, wanted: PodObject): PodObject {
  const uid = wanted.metadata?.uid;
  if (uid !== undefined && uid !== '' && uid !== current.metadata.uid) {
    const cause = {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(uid)}: field is immutable`,
      field: 'metadata.uid',
    };
    throw invalid('Pod', current.metadata.name, [cause, cause]);
  }
  const updated = copy(current);
  const list = isObject(wanted.spec) ? wanted.spec.ephemeralContainers : undefined;
  if (list === undefined || list === null) delete updated.spec.ephemeralContainers;
  else updated.spec.ephemeralContainers = copy(list);
  return updated;
}
