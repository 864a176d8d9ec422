import type { Minor } from '../../generated/facts/minors.js';
import type { DebugContainerFlagsOf } from '../build/debug/flags.js';
import { debugContainerOf, debugContainerWarningsOf } from '../build/debug-container.js';
import { type MirroredTarget, mirrorTargetOf } from '../build/mirror-target.js';
import type { TakenNames, TargetNames, VolumeNames } from '../build/pod-names.js';
import { bindToPod, type PodScope, type PodScopeParts } from '../build/pod-scope.js';
import type { ScopableContainer } from '../build/scoped.js';
import type { Pod } from '../core/pod.js';
import { bindValidate } from './bind-validators.js';

/*
 * The functions of a minor's entry that make containers. The interfaces have the documentation that
 * editors show; `Container` is the EphemeralContainer of that minor.
 */

export interface ForPod<Container extends ScopableContainer> {
  /**
   * Builders for one Pod. Of a literal Pod, names, targets and volumes are checked at compile time; of a
   * live one, `check` validates at run time.
   *
   * @example
   * ```ts
   * import { forPod } from 'ephemeral-containers';
   *
   * const scope = forPod({ spec: { containers: [{ name: 'app' }], volumes: [{ name: 'data' }] } });
   * const container = scope.ephemeralContainer({
   *   name: 'debugger',
   *   image: 'busybox',
   *   targetContainerName: 'app',
   *   volumeMounts: [{ name: 'data', mountPath: '/data' }],
   * });
   * console.log(scope.check(container).ok);
   * ```
   */
  <const P extends Pod>(pod: P): PodScope<TargetNames<P>, TakenNames<P>, VolumeNames<P>, Container>;
}

export function bindForPod<Container extends ScopableContainer>(minor: number): ForPod<Container> {
  const parts: PodScopeParts<Container> = {
    validate: bindValidate<Container>(minor),
    kubectl: kubectlOf(minor),
  };
  return (pod) => bindToPod(pod, parts);
}

export interface DebugContainer<Container, Flags> {
  /**
   * The container that `kubectl debug` of this entry's minor makes of these flags, profile included. With
   * `kubectl` it is exactly that; without, it differs where kubectl's could not start.
   *
   * @example
   * ```ts
   * import { debugContainer } from 'ephemeral-containers';
   *
   * const container = debugContainer({ image: 'busybox', target: 'app', stdin: true, tty: true });
   * console.log(container.name); // debugger-x7k2p
   * ```
   * @throws DebugFlagsError where kubectl ends with an error, with the same words.
   */
  (flags: Flags): Container;
}

export function bindDebugContainer<Container extends object, Flags extends AnyFlags>(
  minor: number,
): DebugContainer<Container, Flags> {
  return (flags) => debugContainerOf<Container>(flags, kubectlOf(minor));
}

export interface DebugContainerWarnings<Flags> {
  /**
   * What `kubectl debug` of this entry's minor would warn of with these flags, line by line.
   *
   * @example
   * ```ts
   * import { debugContainerWarnings } from 'ephemeral-containers';
   *
   * for (const warning of debugContainerWarnings({ image: 'busybox', profile: 'baseline' })) {
   *   console.warn(warning);
   * }
   * ```
   * @throws DebugFlagsError as `debugContainer` does.
   */
  (flags: Flags): readonly string[];
}

export function bindDebugContainerWarnings<Flags extends AnyFlags>(
  minor: number,
): DebugContainerWarnings<Flags> {
  return (flags) => debugContainerWarningsOf(flags, kubectlOf(minor));
}

export interface MirrorTarget<Container> {
  /**
   * Environment, mounts, devices and security context of a container of the Pod, to be spread into a new
   * one, and a report of what an ephemeral container cannot have of it.
   *
   * @example
   * ```ts
   * import { ephemeralContainer, mirrorTarget } from 'ephemeral-containers';
   *
   * const pod = { spec: { containers: [{ name: 'app', env: [{ name: 'MODE', value: 'test' }] }] } };
   * const { container, omitted } = mirrorTarget(pod, 'app');
   * console.log(ephemeralContainer({ name: 'debugger', image: 'busybox', ...container }), omitted);
   * ```
   * @throws RangeError where the Pod has no such container.
   */
  (pod: Pod, name: string): MirroredTarget<Container>;
}

export function bindMirrorTarget<Container>(minor: number): MirrorTarget<Container> {
  const validate = bindValidate<Container>(minor);
  return (pod, name) => mirrorTargetOf<Container>(pod, name, validate);
}

type AnyFlags = DebugContainerFlagsOf<object, Minor>;

/** kubectl of the same minor. */
function kubectlOf(minor: number): Minor {
  return `1.${minor}` as Minor;
}
