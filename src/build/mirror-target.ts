import type { Path } from '../core/path.js';
import type { Pod } from '../core/pod.js';
import { isObject, type JsonObject } from './debug/decode-custom.js';
import { findContainer } from './find-container.js';

/** The fields that are taken over from a target, as `Container` has them. */
export type MirroredFields<Container> = Pick<
  Container,
  Extract<keyof Container, 'env' | 'envFrom' | 'volumeMounts' | 'volumeDevices' | 'securityContext'>
>;

/** Something of the target that an ephemeral container cannot have. */
export interface Omission {
  /** Where it is in the target: `['ports']`, or `['volumeMounts', 1]` for a whole mount. */
  readonly path: Path;
  /** In the API server's words where it has any. */
  readonly reason: string;
}

export interface MirroredTarget<Container> {
  /** To be spread into a new container. Shares nothing with the Pod. */
  readonly container: MirroredFields<Container>;
  /** What the target has and the new container does not. */
  readonly omitted: readonly Omission[];
}

const disallowed = [
  'ports',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
];
const why = 'cannot be set for an Ephemeral Container';

/**
 * What makes a container see what another one of the Pod sees: its environment, mounts, devices and
 * security context, for the entry points to bind with their minor's `Container`.
 *
 * Mounts of a part of a volume are left out and reported, and so is all else that an ephemeral
 * container cannot have. A variable that reads the target's own resources goes on reading those.
 *
 * @throws RangeError where the Pod has no such container
 */
export function mirrorTargetOf<Container>(pod: Pod, name: string): MirroredTarget<Container> {
  const target: JsonObject = { ...findContainer(pod, name) };
  const mounts = listOf(target['volumeMounts']);
  const env = listOf(target['env']).map((variable) => pointAt(name, variable));
  const fields: JsonObject = {
    env,
    envFrom: listOf(target['envFrom']),
    volumeMounts: mounts.filter((mount) => subPathOf(mount) === undefined),
    volumeDevices: listOf(target['volumeDevices']),
  };
  const filled = Object.entries(fields).filter(([, value]) => Array.isArray(value) && value.length > 0);
  const container: JsonObject = Object.fromEntries(filled);
  if (isObject(target['securityContext'])) container['securityContext'] = target['securityContext'];
  return {
    // the fields of a running container of the same API, of which every minor's type is a subset
    container: copy(container) as MirroredFields<Container>,
    omitted: [...findDisallowed(target), ...findSubPaths(mounts)],
  };
}

function findDisallowed(target: JsonObject): Omission[] {
  return disallowed.filter((key) => hasContent(target[key])).map((key) => ({ path: [key], reason: why }));
}

function findSubPaths(mounts: readonly unknown[]): Omission[] {
  return mounts.flatMap((mount, index) => {
    const field = subPathOf(mount);
    return field === undefined ? [] : [{ path: ['volumeMounts', index], reason: `${field} ${why}` }];
  });
}

function subPathOf(mount: unknown): string | undefined {
  if (!isObject(mount)) return undefined;
  return ['subPath', 'subPathExpr'].find((key) => mount[key] !== undefined && mount[key] !== '');
}

/**
 * Names the container whose resources are meant, where the variable means those of its own.
 *
 * Source: kubernetes v1.34 pkg/kubelet/kubelet_pods.go containerResourceRuntimeValue
 */
function pointAt(containerName: string, variable: unknown): unknown {
  if (!isObject(variable) || !isObject(variable['valueFrom'])) return variable;
  const { resourceFieldRef } = variable['valueFrom'];
  if (!isObject(resourceFieldRef) || hasContent(resourceFieldRef['containerName'])) return variable;
  const valueFrom = {
    ...variable['valueFrom'],
    resourceFieldRef: { ...resourceFieldRef, containerName },
  };
  return { ...variable, valueFrom };
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
