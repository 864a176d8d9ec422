import type { StatusCause } from '../../core/cause.js';
import type { Pod } from '../../core/pod.js';
import type { EphemeralContainer, Minor } from '../../index.js';
import { validateEphemeralContainers, withDefaults } from '../../index.js';
import { invalid } from '../model/errors.js';
import type { ContainerObject, PodObject } from '../model/objects.js';
import type { ServerContext } from './context.js';

/** The list as the server would store it; throws the 422 it refuses with. */
export function requireValidList(
  context: ServerContext,
  current: PodObject,
  updated: PodObject,
): ContainerObject[] {
  const causes = validateList(context.minor, current, updated);
  if (causes.length > 0) throw invalid('Pod', current.metadata.name, causes.map(wordCause));
  return defaultList(context.minor, current, updated.spec.ephemeralContainers ?? []);
}

/** A list with what the server adds, and without what it drops because the Pod has nothing like it yet. */
export function defaultList(
  minor: Minor,
  current: PodObject,
  list: readonly ContainerObject[],
): ContainerObject[] {
  return list.map(
    (container) =>
      withDefaults(container as object as EphemeralContainer, {
        pod: asPod(current),
        minor,
      }) as object as ContainerObject,
  );
}

export function validateList(minor: Minor, current: PodObject, wanted: PodObject): readonly StatusCause[] {
  const list = wanted.spec?.ephemeralContainers ?? [];
  const result = validateEphemeralContainers(list, { pod: asPod(current), minor, fieldValidation: 'Ignore' });
  return result.ok ? [] : result.causes;
}

/** The server ends these with the difference, of which the line break is always there. */
function wordCause({ reason, field, message, rule }: StatusCause): {
  reason: string;
  field: string;
  message: string;
} {
  return { reason, field, message: rule === 'append-only' ? `${message}\n` : message };
}

function asPod(pod: PodObject): Pod {
  return pod as object as Pod;
}
