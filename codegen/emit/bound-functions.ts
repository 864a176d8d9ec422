/** A function of src that a minor's entry gives bound to that minor. */
export interface BoundFunction {
  /** The declaration in the entry, `NN` standing for its minor. */
  readonly code: string;
  /** What it is made of: names by module, relative to the root of the repository. */
  readonly imports: { readonly [module: string]: readonly string[] };
  readonly typeImports: { readonly [module: string]: readonly string[] };
}

const judge = 'src/rules/judge';
const options = 'src/rules/options';
const result = 'src/core/result';
const pod = 'src/core/pod';
const minors = 'generated/minors';
const debug = 'src/build/debug-container';
const debugFlags = 'src/build/debug/flags';
const mirror = 'src/build/mirror-target';
const scope = 'src/build/pod-scope';
const names = 'src/build/pod-names';

/** One entry per function, in the order in which a reader meets them. To bind another, add it here. */
export const boundFunctions: readonly BoundFunction[] = [
  {
    imports: { [judge]: ['judgeContainer'] },
    typeImports: { [options]: ['ValidateOptions'], [result]: ['ValidationResult'] },
    code: `
/**
 * Judges adding a container to a Pod as the API server of Kubernetes 1.NN does: all causes at once, in
 * its own words. Never throws on what it judges, and never changes it.
 *
 * @example
 * \`\`\`ts
 * import { validateEphemeralContainer } from 'ephemeral-containers/v1.NN';
 *
 * const result = validateEphemeralContainer({ name: 'debugger', image: 'busybox', ports: [] });
 * if (!result.ok) for (const { field, message } of result.causes) console.error(field, message);
 * \`\`\`
 * @throws RangeError where \`options.minor\` is no Kubernetes minor.
 */
export function validateEphemeralContainer(
  container: unknown,
  options?: ValidateOptions,
): ValidationResult<EphemeralContainer> {
  return judgeContainer(container, options, release) as ValidationResult<EphemeralContainer>;
}`,
  },
  {
    imports: { [judge]: ['judgeContainers'] },
    typeImports: { [options]: ['ValidateListOptions'], [result]: ['ValidationResult'] },
    code: `
/**
 * Judges replacing the whole list of a Pod, as the API server of Kubernetes 1.NN does on update: what is
 * there already may be neither changed nor removed.
 *
 * @example
 * \`\`\`ts
 * import { validateEphemeralContainers } from 'ephemeral-containers/v1.NN';
 *
 * const pod = { spec: { containers: [{ name: 'app' }], ephemeralContainers: [] } };
 * const result = validateEphemeralContainers([{ name: 'debugger', image: 'busybox' }], { pod });
 * console.log(result.ok);
 * \`\`\`
 * @throws RangeError where \`options.minor\` is no Kubernetes minor.
 */
export function validateEphemeralContainers(
  list: unknown,
  options: ValidateListOptions,
): ValidationResult<EphemeralContainer[]> {
  return judgeContainers(list, options, release) as ValidationResult<EphemeralContainer[]>;
}`,
  },
  {
    imports: { 'src/build/assert-valid': ['assertValid'] },
    typeImports: { [options]: ['ValidateOptions'] },
    code: `
/**
 * Judges a container as \`validateEphemeralContainer\` does, and throws what it finds.
 *
 * @example
 * \`\`\`ts
 * import { assertEphemeralContainer } from 'ephemeral-containers/v1.NN';
 *
 * const value: unknown = JSON.parse('{"name":"debugger","image":"busybox"}');
 * assertEphemeralContainer(value);
 * console.log(value.image);
 * \`\`\`
 * @throws InvalidEphemeralContainerError with every cause, where it is not valid.
 * @throws RangeError where \`options.minor\` is no Kubernetes minor.
 */
export function assertEphemeralContainer(
  value: unknown,
  options?: ValidateOptions,
): asserts value is EphemeralContainer {
  assertValid(validateEphemeralContainer(value, options), options?.pod);
}`,
  },
  {
    imports: { [judge]: ['storeContainer'] },
    typeImports: { [options]: ['ValidateOptions'] },
    code: `
/**
 * The container as Kubernetes 1.NN stores it: with defaults, and without what it drops.
 *
 * @example
 * \`\`\`ts
 * import { withDefaults } from 'ephemeral-containers/v1.NN';
 *
 * console.log(withDefaults({ name: 'debugger', image: 'busybox' }).imagePullPolicy); // Always
 * \`\`\`
 * @throws RangeError where \`options.minor\` is no Kubernetes minor.
 */
export function withDefaults(
  container: EphemeralContainer,
  options?: Pick<ValidateOptions, 'pod' | 'minor'>,
): EphemeralContainer {
  return storeContainer(container, options, release) as object as EphemeralContainer;
}`,
  },
  {
    imports: { 'src/build/standard-schema': ['standardSchemaOf'] },
    typeImports: { 'src/build/standard-schema': ['StandardSchema'] },
    code: `
/** \`validateEphemeralContainer\` as a Standard Schema, which form, router and RPC libraries take. */
export const ephemeralContainerSchema: StandardSchema<EphemeralContainer> = /*@__PURE__*/ standardSchemaOf(
  (value) => validateEphemeralContainer(value),
);`,
  },
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
  return mirrorTargetOf<EphemeralContainer>(pod, name);
}`,
  },
];
