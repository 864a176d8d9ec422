import type { BoundFunction } from './bound-function.js';

const validate = 'src/validate/validate';
const options = 'src/validate/options';
const result = 'src/core/result';

/** In the order in which a reader meets them. To bind another function, add it here. */
export const boundValidators: readonly BoundFunction[] = [
  {
    imports: { [validate]: ['validateContainer'] },
    typeImports: { [options]: ['ValidateOptions'], [result]: ['ValidationResult'] },
    code: `
/**
 * Validates adding a container to a Pod as the API server of Kubernetes 1.NN does: all causes at once, in
 * its own words. Never throws on what it validates, and never changes it.
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
  return validateContainer(container, options, binding) as ValidationResult<EphemeralContainer>;
}`,
  },
  {
    imports: { [validate]: ['validateContainers'] },
    typeImports: { [options]: ['ValidateListOptions'], [result]: ['ValidationResult'] },
    code: `
/**
 * Validates replacing the whole list of a Pod, as the API server of Kubernetes 1.NN does on update: what is
 * there already may be neither changed nor removed. Without a Pod, the list is validated by itself.
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
  options?: ValidateListOptions,
): ValidationResult<EphemeralContainer[]> {
  return validateContainers(list, options, binding) as ValidationResult<EphemeralContainer[]>;
}`,
  },
  {
    imports: { 'src/build/assert-valid': ['assertValid'] },
    typeImports: { [options]: ['ValidateOptions'] },
    code: `
/**
 * Validates a container as \`validateEphemeralContainer\` does, and throws what it finds.
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
    imports: { [validate]: ['storeContainer'] },
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
  return storeContainer(container, options, binding) as object as EphemeralContainer;
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
];
