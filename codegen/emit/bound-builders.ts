import type { BoundFunction } from './bound-function.js';

const pod = 'src/core/pod';
const minors = 'generated/minors';
const debug = 'src/build/debug-container';
const debugFlags = 'src/build/debug/flags';
const mirror = 'src/build/mirror-target';
const scope = 'src/build/pod-scope';
const names = 'src/build/pod-names';

/** In the order in which a reader meets them. To bind another function, add it here. */
export const boundBuilders: readonly BoundFunction[] = [
  {
    imports: { [scope]: ['podScopeOf'] },
    typeImports: {
      [minors]: ['Minor'],
      [pod]: ['Pod'],
      [names]: ['TakenNames', 'TargetNames', 'VolumeNames'],
      [scope]: ['PodScopeOf'],
    },
    code: `
/** What \`forPod\` gives: builders that know the names in one Pod. */
export interface PodScope<Target extends string, Taken extends string, Volume extends string>
  extends PodScopeOf<Target, Taken, Volume, EphemeralContainer, Minor> {}`,
  },
  {
    imports: {},
    typeImports: {},
    code: `
/**
 * Builders for one Pod. Of a literal Pod, names, targets and volumes are checked at compile time; of a
 * live one, \`check\` judges at run time.
 *
 * @example
 * \`\`\`ts
 * import { forPod } from 'ephemeral-containers/v1.NN';
 *
 * const scope = forPod({ spec: { containers: [{ name: 'app' }], volumes: [{ name: 'data' }] } });
 * const container = scope.ephemeralContainer({
 *   name: 'debugger',
 *   image: 'busybox',
 *   targetContainerName: 'app',
 *   volumeMounts: [{ name: 'data', mountPath: '/data' }],
 * });
 * console.log(scope.check(container).ok);
 * \`\`\`
 */
export function forPod<const P extends Pod>(
  pod: P,
): PodScope<TargetNames<P>, TakenNames<P>, VolumeNames<P>> {
  return podScopeOf(pod, {
    ephemeralContainer,
    volumeMount,
    volumeDevice,
    validate: validateEphemeralContainer,
    kubectl: '1.NN',
  });
}`,
  },
  {
    imports: { [debug]: ['debugContainerOf'] },
    typeImports: { [minors]: ['Minor'], [debugFlags]: ['CustomProfile', 'DebugContainerFlagsOf'] },
    code: `
/** The flags of \`kubectl debug\`. */
export interface DebugContainerFlags
  extends DebugContainerFlagsOf<CustomProfile<EphemeralContainer>, Minor> {}`,
  },
  {
    imports: {},
    typeImports: {},
    code: `
/**
 * The container that \`kubectl debug\` 1.NN makes of these flags, profile included. With \`kubectl\` it is
 * exactly that; without, it differs where kubectl's could not start.
 *
 * @example
 * \`\`\`ts
 * import { debugContainer } from 'ephemeral-containers/v1.NN';
 *
 * const container = debugContainer({ image: 'busybox', target: 'app', stdin: true, tty: true });
 * console.log(container.name); // debugger-x7k2p
 * \`\`\`
 * @throws DebugFlagsError where kubectl ends with an error, with the same words.
 */
export function debugContainer(flags: DebugContainerFlags): EphemeralContainer {
  return debugContainerOf<EphemeralContainer>(flags, '1.NN');
}`,
  },
  {
    imports: { [debug]: ['debugContainerWarningsOf'] },
    typeImports: {},
    code: `
/**
 * What \`kubectl debug\` 1.NN would warn of with these flags, line by line.
 *
 * @example
 * \`\`\`ts
 * import { debugContainerWarnings } from 'ephemeral-containers/v1.NN';
 *
 * for (const warning of debugContainerWarnings({ image: 'busybox', profile: 'baseline' })) {
 *   console.warn(warning);
 * }
 * \`\`\`
 * @throws DebugFlagsError as \`debugContainer\` does.
 */
export function debugContainerWarnings(flags: DebugContainerFlags): readonly string[] {
  return debugContainerWarningsOf(flags, '1.NN');
}`,
  },
  {
    imports: { [mirror]: ['mirrorTargetOf'] },
    typeImports: { [pod]: ['Pod'], [mirror]: ['MirroredTarget'] },
    code: `
/**
 * Environment, mounts, devices and security context of a container of the Pod, to be spread into a new
 * one, and a report of what an ephemeral container cannot have of it.
 *
 * @example
 * \`\`\`ts
 * import { ephemeralContainer, mirrorTarget } from 'ephemeral-containers/v1.NN';
 *
 * const pod = { spec: { containers: [{ name: 'app', env: [{ name: 'MODE', value: 'test' }] }] } };
 * const { container, omitted } = mirrorTarget(pod, 'app');
 * console.log(ephemeralContainer({ name: 'debugger', image: 'busybox', ...container }), omitted);
 * \`\`\`
 * @throws RangeError where the Pod has no such container.
 */
export function mirrorTarget(pod: Pod, name: string): MirroredTarget<EphemeralContainer> {
  return mirrorTargetOf<EphemeralContainer>(pod, name, validateEphemeralContainer);
}`,
  },
];
