import type { Pod } from '../core/pod.js';

/** A Pod by name. Without a namespace it is in the one that the connection names. */
export interface PodName {
  readonly name: string;
  readonly namespace?: string | undefined;
}

/** A Pod by name, or one in hand as read from the API. */
export type PodRef = PodName | (Pod & { readonly metadata?: object });

/** A Pod's namespace and name. */
export interface PodKey {
  readonly namespace: string;
  readonly name: string;
}

/** As errors name it. */
export function nameContainer({ namespace, name }: PodKey, containerName: string): string {
  return `ephemeral container "${containerName}" in Pod "${namespace}/${name}"`;
}

/** The Pod in hand, where it can stand for the live one: it says which Pod it is. */
export function podInHand(ref: PodRef): Pod | undefined {
  return 'metadata' in ref && ref.metadata?.uid && ref.spec ? ref : undefined;
}

export function podKeyOf(ref: PodRef, defaultNamespace: string): PodKey {
  const { name, namespace = defaultNamespace } = namesOf(ref);
  if (typeof name !== 'string' || !name) {
    throw new TypeError('podRef: needs a name: { namespace, name }, or a Pod with metadata.name');
  }
  return {
    namespace: checkSegment('podRef: namespace', namespace),
    name: checkSegment('podRef: name', name),
  };
}

function namesOf(ref: unknown): { readonly name?: unknown; readonly namespace?: unknown } {
  const { metadata } = (ref ?? {}) as { readonly metadata?: object | null };
  return metadata ?? ref ?? {};
}

/**
 * Refuses what would make the path another one, since names may come from a user of the caller's.
 *
 * Source: kubernetes v1.37 apimachinery pkg/api/validation/path/name.go IsValidPathSegmentName
 */
function checkSegment(field: string, text: unknown): string {
  // A surrogate of no pair has no UTF-8.
  if (typeof text === 'string' && !/^\.{0,2}$|[/%]|\p{Surrogate}/u.test(text)) return text;
  throw new TypeError(`${field} ${JSON.stringify(text)} cannot be part of a path`);
}

export function podsPath(namespace: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(checkSegment('namespace', namespace))}/pods`;
}

export function podPath(
  { namespace, name }: PodKey,
  subresource?: 'ephemeralcontainers' | 'attach' | 'log',
): string {
  return `${podsPath(namespace)}/${encodeURIComponent(name)}${subresource ? `/${subresource}` : ''}`;
}
