import type { ContainerView } from './pod-view.js';

/** Source: kubernetes v1.37 pod-security-admission policy/helpers.go joinQuote, which escapes nothing */
export function joinQuoted(items: Iterable<string>): string {
  return Array.from(items, (item) => `"${item}"`).join(', ');
}

export function plural(count: number, one: string, more: string = `${one}s`): string {
  return count === 1 ? one : more;
}

/** `container "a"`, or `containers "a", "b"`. */
export function nameContainers(containers: readonly ContainerView[]): string {
  return `${plural(containers.length, 'container')} ${joinQuoted(containers.map(({ name }) => name))}`;
}

/** `pod and container "a"`, for what either may set. */
export function nameSetters(pod: boolean, containers: readonly ContainerView[]): string[] {
  return [...(pod ? ['pod'] : []), ...(containers.length > 0 ? [nameContainers(containers)] : [])];
}

/** Distinct strings by their UTF-8 bytes, the order of Go's sets. */
export function sorted(items: Iterable<string>): string[] {
  return [...new Set(items)].sort(compareBytes);
}

function compareBytes(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return weight(a, at) - weight(b, at);
}

// surrogates stand for code points beyond U+FFFF, yet are below U+E000 as units
function weight(value: string, at: number): number {
  if (at >= value.length) return -1;
  const unit = value.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
