const pathComponent = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const host = `${domainComponent}(?:\\.${domainComponent})*`;
const address = '\\[[a-fA-F0-9:]+\\]';
const path = `${pathComponent}(?:/${pathComponent})*`;
const namePattern = new RegExp(`^(?:(?:${host}|${address})(?::[0-9]+)?/)?${path}$`);
const olderNamePattern = new RegExp(`^(?:${host}(?::[0-9]+)?/)?${path}$`);
const domainPattern = new RegExp(`^(?:${host}|${address})(?::[0-9]+)?$`);
const tagPattern = /^[\w][\w.-]{0,127}$/;
const digestPattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const digestLengths: { readonly [algorithm: string]: number } = { sha256: 64, sha384: 96, sha512: 128 };

/**
 * Which parser a minor has: `docker` knows no IPv6 addresses and takes capital letters for a path
 * rather than a registry, `reference-0.6` limits the length of the path alone.
 */
export type ImageParser = 'docker' | 'reference-0.5' | 'reference-0.6';

/**
 * The tag that an image resolves to: `latest` where neither tag nor digest is given, and undefined
 * for a digest alone or for text that is no image reference.
 *
 * Source: kubernetes v1.34 pkg/util/parsers/parsers.go ParseImageName, with
 * github.com/distribution/reference normalize.go ParseNormalizedNamed
 */
export function resolveTag(image: string, parser: ImageParser): string | undefined {
  // a registry's name has no limit of its own, but patterns are not run over megabytes
  if (image.length > 10_000 || /^[a-f0-9]{64}$/.test(image)) return undefined;
  const at = image.indexOf('@');
  const digest = at < 0 ? undefined : image.slice(at + 1);
  if (digest !== undefined && !isDigest(digest)) return undefined;
  const named = at < 0 ? image : image.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !tagPattern.test(tag)) return undefined;
  if (!isRepository(colon < 0 ? named : named.slice(0, colon), parser)) return undefined;
  return tag ?? (digest === undefined ? 'latest' : undefined);
}

function isRepository(name: string, parser: ImageParser): boolean {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isCapital = parser !== 'docker' && first.toLowerCase() !== first;
  const isDomain = /[.:]/.test(first) || first === 'localhost' || isCapital;
  const remainder = isDomain ? name.slice(slash + 1) : name;
  if (remainder.toLowerCase() !== remainder) return false;
  // what is not a domain belongs to Docker Hub, and its official images to `library`
  const domain = isDomain && first !== 'index.docker.io' ? first : 'docker.io';
  const official = domain === 'docker.io' && !remainder.includes('/') ? 'library/' : '';
  const full = `${domain}/${official}${remainder}`;
  const limited = parser === 'reference-0.6' ? full.slice(domainLength(full)) : full;
  return limited.length <= 255 && (parser === 'docker' ? olderNamePattern : namePattern).test(full);
}

/** Up to and including the slash; a first part that is no domain belongs to the path. */
function domainLength(name: string): number {
  const slash = name.indexOf('/');
  return domainPattern.test(name.slice(0, slash)) ? slash + 1 : 0;
}

function isDigest(digest: string): boolean {
  if (!digestPattern.test(digest)) return false;
  const [algorithm = '', hex = ''] = digest.split(':');
  return digestLengths[algorithm] === hex.length && hex.toLowerCase() === hex;
}
