const pathComponent = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const host = `${domainComponent}(?:\\.${domainComponent})*`;
const address = '\\[[a-fA-F0-9:]+\\]';
const path = `${pathComponent}(?:/${pathComponent})*`;
const namePattern = new RegExp(`^(?:(?:${host}|${address})(?::[0-9]+)?/)?${path}$`);
const olderNamePattern = new RegExp(`^(?:${host}(?::[0-9]+)?/)?${path}$`);
const tagPattern = /^[\w][\w.-]{0,127}$/;
const digestPattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const digestLengths: { readonly [algorithm: string]: number } = { sha256: 64, sha384: 96, sha512: 128 };

/**
 * The tag that an image resolves to: `latest` where neither tag nor digest is given, and undefined
 * for a digest alone or for text that is no image reference. The `isOlder` parser knows no IPv6
 * addresses, and takes capital letters for a path rather than a registry.
 *
 * Source: kubernetes v1.34 pkg/util/parsers/parsers.go ParseImageName, with
 * github.com/distribution/reference normalize.go ParseNormalizedNamed
 */
export function resolveTag(image: string, isOlder: boolean): string | undefined {
  // the longest reference: a name of 255, a tag of 128 and a sha512 digest
  if (image.length > 600 || /^[a-f0-9]{64}$/.test(image)) return undefined;
  const at = image.indexOf('@');
  const digest = at < 0 ? undefined : image.slice(at + 1);
  if (digest !== undefined && !isDigest(digest)) return undefined;
  const named = at < 0 ? image : image.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !tagPattern.test(tag)) return undefined;
  if (!isRepository(colon < 0 ? named : named.slice(0, colon), isOlder)) return undefined;
  return tag ?? (digest === undefined ? 'latest' : undefined);
}

function isRepository(name: string, isOlder: boolean): boolean {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isCapital = !isOlder && first.toLowerCase() !== first;
  const isDomain = /[.:]/.test(first) || first === 'localhost' || isCapital;
  const remainder = isDomain ? name.slice(slash + 1) : name;
  if (remainder.toLowerCase() !== remainder) return false;
  // what is not a domain belongs to Docker Hub, and its official images to `library`
  const full = isDomain ? name : `docker.io/${slash < 0 ? 'library/' : ''}${name}`;
  return full.length <= 255 && (isOlder ? olderNamePattern : namePattern).test(full);
}

function isDigest(digest: string): boolean {
  if (!digestPattern.test(digest)) return false;
  const [algorithm = '', hex = ''] = digest.split(':');
  return digestLengths[algorithm] === hex.length && hex.toLowerCase() === hex;
}
