// no repetition can continue the one before it, so that matching takes linear time
const path = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*';
const label = '[a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*';
const ipv6 = '\\[[a-fA-F0-9:]+\\]';
const tag = '(?::\\w[\\w.-]{0,127})?';
const digest = '(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?';

/**
 * Whether kubectl takes this text as the name of an image. It is laxer than the container runtime:
 * any digest of 32 digits and a name of any length will do.
 *
 * Source: github.com/distribution/reference v0.6.0 regexp.go ReferenceRegexp (kubectl v0.29 and
 * later), github.com/docker/distribution v2.8.1 reference/regexp.go (before)
 */
export function isImageReference(text: string, kubectl: number): boolean {
  const host = kubectl < 29 ? `${label}(?:\\.${label})*` : `(?:${label}(?:\\.${label})*|${ipv6})`;
  return new RegExp(`^(?:${host}(?::[0-9]+)?/)?${path}${tag}${digest}$`).test(text);
}
