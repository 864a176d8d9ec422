import { ephemeralContainer, volumeDevice, volumeMount } from '../../generated/builders/v1.35.js';
import type { EphemeralContainer } from '../../generated/shapes/v1.35.js';
import { validateEphemeralContainer } from '../../generated/v1.37/index.js';
import type { CustomProfile, DebugContainerFlagsOf } from '../../src/build/debug/flags.js';
import { debugContainerOf } from '../../src/build/debug-container.js';
import { type MirroredTarget, mirrorTargetOf } from '../../src/build/mirror-target.js';
import type { TakenNames, TargetNames, VolumeNames } from '../../src/build/pod-names.js';
import { type PodScopeOf, podScopeOf } from '../../src/build/pod-scope.js';
import type { Pod } from '../../src/core/pod.js';

type Kubectl = '1.36' | '1.37';

/** The functions of src/build with the types of one minor, as an entry point binds them. */
export interface PodScope<Target extends string, Taken extends string, Volume extends string>
  extends PodScopeOf<Target, Taken, Volume, EphemeralContainer, Kubectl> {}

export function forPod<const P extends Pod>(pod: P): PodScope<TargetNames<P>, TakenNames<P>, VolumeNames<P>> {
  return podScopeOf(pod, {
    ephemeralContainer,
    volumeMount,
    volumeDevice,
    validate: validateEphemeralContainer,
    kubectl: '1.37',
  });
}

export function debugContainer(
  flags: DebugContainerFlagsOf<CustomProfile<EphemeralContainer>, Kubectl>,
): EphemeralContainer {
  return debugContainerOf<EphemeralContainer>(flags, '1.37');
}

export function mirrorTarget(pod: Pod, name: string): MirroredTarget<EphemeralContainer> {
  return mirrorTargetOf<EphemeralContainer>(pod, name);
}

export { type EphemeralContainer, ephemeralContainer, validateEphemeralContainer };
