import { loadDocuments } from '../../codegen/model/load.js';
import type { OpenApiDocument, OpenApiSchema } from '../../codegen/model/openapi.js';

/** A value of JSON that a test may change. */
export interface Json {
  [key: string]: Json;
}

export function documentOf(schemas: { readonly [apiName: string]: OpenApiSchema }): OpenApiDocument {
  return { openapi: '3.0.0', info: { title: 'Kubernetes', version: 'v1.30' }, components: { schemas } };
}

/** The vendored documents, with a change to the schema of one type in one minor or in all. */
export function changeType(
  type: string,
  change: (schema: Json) => void,
  only?: string,
): ReadonlyMap<string, OpenApiDocument> {
  const documents = loadDocuments();
  for (const [minor, document] of documents) {
    if (only !== undefined && minor !== only) continue;
    const schemas = (document as unknown as Json)['components']?.['schemas'] ?? {};
    const schema = schemas[`io.k8s.api.core.v1.${type}`];
    if (schema !== undefined) change(schema);
  }
  return documents;
}

/** The same value with the keys of every object, and the order of every set, in another order. */
export function shuffle<Value>(value: Value, random: () => number): Value {
  if (Array.isArray(value)) return value.map((item) => shuffle(item, random)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => ({ key, member, at: random() }));
  members.sort((a, b) => a.at - b.at);
  return Object.fromEntries(
    members.map(({ key, member }) => [
      key,
      key === 'required' && Array.isArray(member) ? [...member].reverse() : shuffle(member, random),
    ]),
  ) as Value;
}

/** Numbers between 0 and 1, the same ones for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
