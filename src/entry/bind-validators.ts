import { assertValid } from '../build/assert-valid.js';
import type { ValidationResult } from '../core/result.js';
import type { ValidateListOptions, ValidateOptions } from '../validate/options.js';
import { applyDefaults, validateContainer, validateContainers } from '../validate/validate.js';
import { bindingOf } from './binding.js';

/*
 * The functions of a minor's entry that validate and apply defaults. The interfaces have the documentation that
 * editors show; `Container` is the EphemeralContainer of that minor.
 */

export interface ValidateEphemeralContainer<Container> {
  /**
   * Validates adding a container to a Pod as the API server of this entry's Kubernetes minor does: all
   * causes at once, in its own words. Never throws on what it validates, and never changes it.
   *
   * @example
   * ```ts
   * import { validateEphemeralContainer } from 'ephemeral-containers';
   *
   * const result = validateEphemeralContainer({ name: 'debugger', image: 'busybox', ports: [] });
   * if (!result.ok) for (const { field, message } of result.causes) console.error(field, message);
   * ```
   * @throws RangeError where `options.minor` is no Kubernetes minor.
   */
  (container: unknown, options?: ValidateOptions): ValidationResult<Container>;
}

export function bindValidate<Container>(minor: number): ValidateEphemeralContainer<Container> {
  const binding = bindingOf(minor);
  return (container, options) =>
    validateContainer(container, options, binding) as ValidationResult<Container>;
}

export interface ValidateEphemeralContainers<Container> {
  /**
   * Validates replacing the whole list of a Pod, as the API server of this entry's Kubernetes minor does on
   * update: what is there already may be neither changed nor removed. Without a Pod, the list is
   * validated by itself.
   *
   * @example
   * ```ts
   * import { validateEphemeralContainers } from 'ephemeral-containers';
   *
   * const pod = { spec: { containers: [{ name: 'app' }], ephemeralContainers: [] } };
   * const result = validateEphemeralContainers([{ name: 'debugger', image: 'busybox' }], { pod });
   * console.log(result.ok);
   * ```
   * @throws RangeError where `options.minor` is no Kubernetes minor.
   */
  (list: unknown, options?: ValidateListOptions): ValidationResult<Container[]>;
}

export function bindValidateList<Container>(minor: number): ValidateEphemeralContainers<Container> {
  const binding = bindingOf(minor);
  return (list, options) => validateContainers(list, options, binding) as ValidationResult<Container[]>;
}

export interface AssertEphemeralContainer<Container> {
  /**
   * Validates a container as `validateEphemeralContainer` does, and throws what it finds.
   *
   * @example
   * ```ts
   * import { assertEphemeralContainer } from 'ephemeral-containers';
   *
   * const value: unknown = JSON.parse('{"name":"debugger","image":"busybox"}');
   * assertEphemeralContainer(value);
   * console.log(value.image);
   * ```
   * @throws InvalidEphemeralContainerError with every cause, where it is not valid.
   * @throws RangeError where `options.minor` is no Kubernetes minor.
   */
  (value: unknown, options?: ValidateOptions): asserts value is Container;
}

export function bindAssert<Container>(minor: number): AssertEphemeralContainer<Container> {
  const binding = bindingOf(minor);
  return (value, options) => assertValid(validateContainer(value, options, binding), options?.pod);
}

export interface WithDefaults<Container> {
  /**
   * The container as this entry's Kubernetes minor stores it: with defaults, and without what it drops.
   *
   * @example
   * ```ts
   * import { withDefaults } from 'ephemeral-containers';
   *
   * console.log(withDefaults({ name: 'debugger', image: 'busybox' }).imagePullPolicy); // Always
   * ```
   * @throws RangeError where `options.minor` is no Kubernetes minor.
   */
  (container: Container, options?: Pick<ValidateOptions, 'pod' | 'minor'>): Container;
}

export function bindWithDefaults<Container>(minor: number): WithDefaults<Container> {
  const binding = bindingOf(minor);
  return (container, options) => applyDefaults(container, options, binding) as object as Container;
}
