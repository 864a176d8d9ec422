import type { Minor } from '../../generated/facts/minors.js';
import type { Pod } from '../core/pod.js';
import type { ValidationResult } from '../core/result.js';
import { adviseTarget, type TargetAdvice } from './advise-target.js';
import { dropUndefined } from './builder.js';
import type { CustomProfile, DebugContainerFlagsOf, DebugFlags } from './debug/flags.js';
import { debugContainerOf } from './debug-container.js';
import { type MirroredFields, mirrorTargetOf, type Omission } from './mirror-target.js';
import type { FreshName } from './pod-names.js';
import type { ScopableContainer, ScopedContainer, ScopedDeviceOf, ScopedMountOf } from './scoped.js';

/**
 * Builders for one Pod: `Target`, `Taken` and `Volume` are the names in it, as literals where they
 * are known to the compiler. They check types and drop `undefined`, as the builders of the same name
 * do, and throw nothing; `check` validates at run time.
 */
export interface PodScope<
  Target extends string,
  Taken extends string,
  Volume extends string,
  Container extends ScopableContainer,
> {
  /** A container for this Pod: its name is free, its target and volumes exist. */
  ephemeralContainer<const Name extends string>(
    container: ScopedContainer<Container, FreshName<Name, Taken>, Target, Volume>,
  ): Container;
  /** A mount of one of the Pod's volumes. */
  volumeMount(mount: ScopedMountOf<Container, Volume>): ScopedMountOf<Container, Volume>;
  /** One of the Pod's volumes as a block device. */
  volumeDevice(device: ScopedDeviceOf<Container, Volume>): ScopedDeviceOf<Container, Volume>;
  /** The container that `kubectl debug` would add to this Pod: see `debugContainer`. */
  debugContainer<const Name extends string>(
    flags: ScopedFlags<Container, FreshName<Name, Taken>, Target>,
  ): Container;
  /** Environment, mounts and security context of a container of this Pod: see `mirrorTarget`. */
  mirrorTarget(name: Target): ScopedMirror<Container, Volume>;
  /** Which container to target: see `adviseTarget`. */
  adviseTarget(): TargetAdvice;
  /** Validates adding a container to this Pod, as the API server does; for names known at run time only. */
  check(container: unknown): ValidationResult<Container>;
}

/** Flags of `debugContainer` with the names of the Pod. */
type ScopedFlags<Container, Name extends string, Target extends string> = Omit<
  DebugContainerFlagsOf<CustomProfile<Container>, Minor>,
  'name' | 'target' | 'pod'
> & {
  /** `-c`, `--container`. Default: `debugger-` and five random characters. */
  name?: Name | undefined;
  /** `--target`: the container whose processes to see. */
  target?: Target | undefined;
};

interface ScopedMirror<Container extends ScopableContainer, Volume extends string> {
  readonly container: Omit<MirroredFields<Container>, 'volumeMounts' | 'volumeDevices'> & {
    volumeMounts?: ScopedMountOf<Container, Volume>[];
    volumeDevices?: ScopedDeviceOf<Container, Volume>[];
  };
  readonly omitted: readonly Omission[];
}

/** What an entry point gives: its minor and its validator. */
export interface PodScopeParts<Container> {
  readonly validate: (container: unknown, options: { readonly pod: Pod }) => ValidationResult<Container>;
  /** Whose `debug` to follow by default: the entry point's minor. */
  readonly kubectl: Minor;
}

/**
 * Binds builders to a Pod, for the entry points to make `forPod` of. The Pod is kept, not copied:
 * `check` validates by what is in it at that time.
 */
export function bindToPod<
  Target extends string,
  Taken extends string,
  Volume extends string,
  Container extends ScopableContainer,
>(pod: Pod, parts: PodScopeParts<Container>): PodScope<Target, Taken, Volume, Container> {
  // The types of a scope narrow names and nothing else, which the compiler cannot follow through
  // `Omit` of a type parameter: hence the casts.
  return {
    ephemeralContainer: (container: object) => dropUndefined(container) as unknown as Container,
    volumeMount: (mount: object) =>
      dropUndefined<object>(mount) as unknown as ScopedMountOf<Container, Volume>,
    volumeDevice: (device: object) =>
      dropUndefined<object>(device) as unknown as ScopedDeviceOf<Container, Volume>,
    debugContainer: (flags: object) =>
      debugContainerOf<Container>({ ...(flags as DebugFlags), pod }, parts.kubectl),
    mirrorTarget: (name) =>
      mirrorTargetOf<Container>(pod, name, parts.validate) as unknown as ScopedMirror<Container, Volume>,
    adviseTarget: () => adviseTarget(pod),
    check: (container) => parts.validate(container, { pod }),
  };
}
