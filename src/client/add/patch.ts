import type { Pod } from '../../core/pod.js';

/** An ephemeral container as it is sent: any JSON object with a name. */
export interface NamedJson {
  readonly name: string;
}

/**
 * The strategic merge patch that appends one container. `$setElementOrder` makes the server append
 * where it would prepend; containers that others added meanwhile are kept though the order does not
 * name them. `uid` makes it fail on another Pod of that name. Sent again, it changes nothing, or is
 * refused: elements of a name that a list has twice, as `env` may, merge with the first of that name.
 */
export function appendPatch(pod: Pod, container: NamedJson): string {
  const existing = (pod.spec?.ephemeralContainers ?? []).map(({ name }) => name);
  const order = existing.includes(container.name) ? existing : [...existing, container.name];
  return JSON.stringify({
    metadata: { uid: pod.metadata?.uid },
    spec: {
      '$setElementOrder/ephemeralContainers': order.map((name) => ({ name })),
      ephemeralContainers: [withoutDirectives(container)],
    },
  });
}

/**
 * A key such as `$patch` is a directive by which the server deletes; it is not a field of a container.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/strategicpatch/patch.go directiveMarker
 */
function withoutDirectives(container: NamedJson): NamedJson {
  return JSON.parse(
    JSON.stringify(container, (key, value: unknown) => (key.startsWith('$') ? undefined : value)),
  );
}
