import { badRequest } from '../model/errors.js';
import { isObject, type JsonObject } from '../model/json.js';
import type { ApiObject } from '../model/objects.js';
import { timestamp } from '../model/store.js';
import { applyConfiguration } from '../patch/apply.js';
import { applyJsonMerge } from '../patch/json-merge.js';
import { applyJsonPatch } from '../patch/json-patch.js';
import { applyStrategicMerge } from '../patch/strategic.js';
import { jsonType } from '../schema/go-words.js';
import type { Change, ChangedType } from './change.js';
import { contentType, readObject, readPatch, readPatchObject, unsupportedMediaType } from './read-body.js';
import { readYaml } from './read-yaml.js';
import { type Repeated, repeatedInJson, repeatedInYaml } from './repeated.js';
import type { WriteOptions } from './request-options.js';
import type { RequestScope } from './request-scope.js';

/** Makes the changed object of a PUT or PATCH; `undefined` is one that an apply creates. */
export function readChange(
  scope: RequestScope,
  current: ApiObject | undefined,
  changed: ChangedType,
  options: WriteOptions,
): Change {
  if (scope.method === 'PUT') return readObject(scope, changed);
  const original = (current ?? {}) as object as JsonObject;
  const findRepeated = (prefix?: string): Repeated => repeatedInJson(scope.body.toString('utf8'), prefix);
  switch (contentType(scope)) {
    case 'application/strategic-merge-patch+json': {
      const sent = readPatchObject(scope, '') ?? {};
      return {
        kind: 'strategic',
        sent,
        object: applyStrategicMerge(original, sent, changed.type),
        repeated: findRepeated(),
      };
    }
    case 'application/merge-patch+json': {
      const sent = readPatchObject(scope, 'error decoding patch: ');
      if (sent === null) throw badRequest('Invalid JSON Patch');
      return { kind: 'merge', sent, object: applyJsonMerge(original, sent), repeated: findRepeated() };
    }
    case 'application/json-patch+json': {
      const sent = readPatch(scope);
      return {
        kind: 'json',
        sent,
        object: applyJsonPatch(original, sent),
        repeated: findRepeated('json patch '),
      };
    }
    case 'application/apply-patch+yaml': {
      const { sent, repeated } = readApplied(scope, options);
      const { fieldManager, force } = options;
      const how = { ...changed, manager: fieldManager, force, time: timestamp() };
      return { kind: 'apply', sent, object: applyConfiguration(current, sent, how), repeated };
    }
    default:
      throw unsupportedMediaType();
  }
}

/** Source: kubernetes v1.37 apiserver pkg/endpoints/handlers/patch.go applyPatcher */
function readApplied(
  scope: RequestScope,
  { fieldValidation }: WriteOptions,
): { sent: JsonObject; repeated: Repeated } {
  const yaml = readYaml(scope.body.toString('utf8'));
  if ('problem' in yaml) throw badRequest(`error encoding patch: ${yaml.problem}`);
  const repeated = repeatedInYaml(yaml.repeated);
  if (fieldValidation === 'Strict' && repeated.refusals.length > 0) {
    const problem = repeated.refusals.join(', ');
    throw badRequest(`error strict decoding patch: error converting YAML to JSON: ${problem}`);
  }
  const sent = yaml.value ?? {};
  if (isObject(sent)) return { sent, repeated };
  throw badRequest(
    'error decoding patch: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ' +
      `${jsonType(sent)} into Go value of type map[string]interface {}`,
  );
}
