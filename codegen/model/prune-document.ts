import type { OpenApiDocument } from './openapi.js';
import { reachable } from './reachable.js';

const subresource = '/api/v1/namespaces/{namespace}/pods/{name}/ephemeralcontainers';

/** What the repository keeps of a document: the subresource and what it mentions, without prose. */
export function pruneToSubresource(document: OpenApiDocument): OpenApiDocument {
  const operations = document.paths?.[subresource];
  const paths = operations === undefined ? {} : { [subresource]: operations };
  return prune(document, paths, ['io.k8s.api.core.v1.Pod']);
}

/** What one type is made of, without operations or prose. */
export function pruneToType(document: OpenApiDocument, apiName: string): OpenApiDocument {
  return prune(document, {}, [apiName]);
}

function prune(
  { openapi, info, components }: OpenApiDocument,
  paths: { readonly [path: string]: unknown },
  roots: readonly string[],
): OpenApiDocument {
  const schemas = components?.schemas ?? {};
  const names = reachable([...roots, ...mentioned(paths)], (name) => mentioned(schemas[name]));
  const kept = names.filter((name) => schemas[name] !== undefined).sort();
  return {
    openapi,
    ...(info && { info }),
    paths: withoutProse(paths),
    components: { schemas: Object.fromEntries(kept.map((name) => [name, withoutProse(schemas[name])])) },
  } as OpenApiDocument;
}

/** Removes upstream's descriptions, but not a field that is called `description`. */
function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(
    ([key, member]) => key !== 'description' || typeof member !== 'string',
  );
  return Object.fromEntries(members.map(([key, member]) => [key, withoutProse(member)]));
}

/** The schemas that are referred to anywhere in a value. */
function mentioned(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(mentioned);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string'
      ? [member.slice(member.lastIndexOf('/') + 1)]
      : mentioned(member),
  );
}
