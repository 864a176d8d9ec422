import { disallowedFields } from '../../generated/facts/disallowed-fields.js';
import { isObject, type JsonObject } from '../core/json.js';
import type { Pod } from '../core/pod.js';
import { findContainer } from './find-container.js';
import { leaveOutUnknown, type ValidateContainer } from './mirror/leave-out-unknown.js';
import type { Omission } from './mirror/omission.js';
import { pointAt } from './mirror/resource-reference.js';

export type { Omission } from './mirror/omission.js';

/** The fields that are taken over from a target, as `Container` has them. */
export type MirroredFields<Container> = Pick<
  Container,
  Extract<keyof Container, 'env' | 'envFrom' | 'volumeMounts' | 'volumeDevices' | 'securityContext'>
>;

export interface MirroredTarget<Container> {
  /** To be spread into a new container. Shares nothing with the Pod. */
  readonly container: MirroredFields<Container>;
  /** What the target has and the new container does not. */
  readonly omitted: readonly Omission[];
}

const lists = ['env', 'envFrom', 'volumeMounts', 'volumeDevices'] as const;

/**
 * What makes a container see what another one of the Pod sees: its environment, mounts, devices and
 * security context, for the entry points to bind with their minor's `Container` and `validate`.
 *
 * Mounts of a part of a volume are left out and reported, and so is all else that an ephemeral
 * container cannot have, or that `validate` does not know. A variable that reads the target's own
 * resources goes on reading those.
 *
 * @throws RangeError where the Pod has no such container
 */
export function mirrorTargetOf<Container>(
  pod: Pod,
  name: string,
  validate: ValidateContainer,
): MirroredTarget<Container> {
  const target = findContainer(pod, name);
  const mounts = listOf(target['volumeMounts']);
  // omitted items stay as null until the end, so that reported paths match the target
  const { known, omitted } = leaveOutUnknown(
    {
      env: listOf(target['env']).map((item) => (isObject(item) ? pointAt(pod, target, item) : null)),
      envFrom: listOf(target['envFrom']),
      volumeMounts: mounts.map((mount) => (whyNot(mount) === undefined ? mount : null)),
      volumeDevices: listOf(target['volumeDevices']),
      securityContext: target['securityContext'],
    },
    pod,
    validate,
  );
  const container: Record<string, unknown> = {};
  for (const key of lists) {
    const items = listOf(known[key]).filter(isObject);
    if (items.length > 0) container[key] = items;
  }
  if (isObject(known['securityContext'])) container['securityContext'] = known['securityContext'];
  return {
    // fields that the entry point's minor knows, and took
    container: copy(container) as MirroredFields<Container>,
    omitted: [...findDisallowed(target), ...findSubPaths(mounts), ...omitted],
  };
}

function findDisallowed(target: JsonObject): Omission[] {
  return Object.entries(disallowedFields.EphemeralContainer)
    .filter(([key]) => hasContent(target[key]))
    .map(([key, reason]) => ({ path: [key], reason }));
}

function findSubPaths(mounts: readonly unknown[]): Omission[] {
  return mounts.flatMap((mount, index) => {
    const reason = whyNot(mount);
    return reason === undefined ? [] : [{ path: ['volumeMounts', index], reason }];
  });
}

/** Why a mount is left out, if it is. */
function whyNot(mount: unknown): string | undefined {
  if (!isObject(mount)) return undefined;
  const found = Object.entries(disallowedFields.VolumeMount).find(([key]) => hasContent(mount[key]));
  return found?.join(' ');
}

function hasContent(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, copy(member)]));
}
