import { isObject, type JsonObject } from '../core/json.js';
import type { Path } from '../core/path.js';

/** Why a document that calls itself a Pod cannot be read as one; undefined where it can. */
export function findPodProblem(pod: JsonObject): { readonly why: string; readonly at: Path } | undefined {
  const { metadata, spec, status } = pod;
  for (const [key, value] of Object.entries({ metadata, spec, status })) {
    if (value !== undefined && value !== null && !isObject(value)) {
      return { why: `is a Pod whose ${key} is ${typeName(value)}, not a mapping`, at: [key] };
    }
  }
  if (isObject(metadata)) {
    const name = metadata['name'];
    if (name !== undefined && name !== null && typeof name !== 'string') {
      return {
        why: `is a Pod whose metadata.name is ${typeName(name)}, not a string; quote it`,
        at: ['metadata', 'name'],
      };
    }
  }
  return isObject(spec) ? findSpecProblem(spec) : undefined;
}

function findSpecProblem(spec: JsonObject): { readonly why: string; readonly at: Path } | undefined {
  for (const key of Object.keys(spec)) {
    if (key === 'ephemeralContainers' || !/^ephemeral_?containers?$/i.test(key)) continue;
    return {
      why: `is a Pod with spec.${key}, which the API does not have; it is spec.ephemeralContainers`,
      at: ['spec', key],
    };
  }
  for (const key of ['containers', 'initContainers', 'volumes', 'ephemeralContainers']) {
    const list = spec[key] ?? [];
    if (!Array.isArray(list)) {
      return { why: `is a Pod whose spec.${key} is ${typeName(list)}, not a list`, at: ['spec', key] };
    }
    if (key === 'ephemeralContainers') continue;
    const index = list.findIndex((item: unknown) => !isObject(item) || typeof item['name'] !== 'string');
    if (index >= 0) {
      return {
        why: `is a Pod whose spec.${key}[${index}] has no name, or one that is not a string`,
        at: ['spec', key, index],
      };
    }
  }
  return undefined;
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'a mapping' : `a ${typeof value}`;
}
