import type { OpenApiDocument } from './openapi.js';

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
  const kept = new Map<string, unknown>();
  const visit = (name: string): void => {
    if (kept.has(name) || schemas[name] === undefined) return;
    kept.set(name, withoutProse(schemas[name]));
    for (const next of mentioned(schemas[name])) visit(next);
  };
  for (const name of [...roots, ...mentioned(paths)]) visit(name);
  const sorted = [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    openapi,
    ...(info && { info }),
    paths: withoutProse(paths),
    components: { schemas: Object.fromEntries(sorted) },
  } as OpenApiDocument;
}

/** Facts come over from upstream, sentences do not. A field may be called `description`, though. */
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
