import { type Pod, validateEphemeralContainer } from '../../index.js';
import type { ClientContext } from '../context.js';
import { InvalidContainerError } from '../errors/refused.js';
import { type PodKey, type PodRef, podInHand, podKeyOf } from '../pod-ref.js';
import { readPod } from '../read-pod.js';
import type { Scope } from '../scope.js';
import { addByPatch } from './add-by-patch.js';
import { type AddOptions, checkFieldValidation } from './add-options.js';
import { generateName } from './container-name.js';
import type { NamedJson } from './patch.js';
import { refusePod } from './refuse.js';

export type { AddOptions } from './add-options.js';

/** A container that the server stored (or, with `dryRun`, would have). */
export interface Added {
  readonly podKey: PodKey;
  readonly containerName: string;
  /** The Pod as the server answered with it. */
  readonly pod: Pod;
  readonly warnings: readonly string[];
}

/** What is read and validated before the patch is sent. */
export interface Prepared {
  readonly podKey: PodKey;
  readonly pod: Pod;
  /** The container with the name that it keeps from here on. */
  readonly named: NamedJson;
  readonly result: ReturnType<typeof validateEphemeralContainer>;
}

export async function prepare(
  context: ClientContext,
  ref: PodRef,
  container: object,
  { fieldValidation = 'Strict' }: AddOptions,
  scope: Scope,
): Promise<Prepared> {
  const podKey = podKeyOf(ref, context.transport.connection.namespace);
  checkFieldValidation(fieldValidation);
  if (typeof container !== 'object' || container === null) {
    throw new TypeError(
      `container: must be an object such as { image: 'busybox' }, got ${String(container)}`,
    );
  }
  const [minor, pod] = await Promise.all([
    context.minor(scope),
    podInHand(ref) ?? readPod(context, podKey, scope),
  ]);
  const named = withName(container, pod);
  const result = validateEphemeralContainer(named, { pod: without(pod, named.name), minor, fieldValidation });
  return { podKey, pod, named, result };
}

/** One request with the Pod in hand, two without; once per client one more, for the server's version. */
export async function addContainer(
  context: ClientContext,
  ref: PodRef,
  container: object,
  options: AddOptions,
  scope: Scope,
): Promise<Added> {
  const inHand = ref && podInHand(ref);
  if (inHand) refusePod(inHand);
  const { podKey, pod, named, result } = await prepare(context, ref, container, options, scope);
  refusePod(pod);
  if (!result.ok) throw new InvalidContainerError(result.causes, podKey.name);
  const stored = await addByPatch(context, podKey, pod, named, options, scope);
  const warnings = [...new Set([...result.warnings, ...stored.warnings])];
  return { podKey, containerName: named.name, pod: stored.value, warnings };
}

function withName(container: object, pod: Pod): NamedJson {
  const { name } = container as { readonly name?: unknown };
  // Any other name, valid or not, is the validator's to check.
  return name === undefined ? { ...container, name: generateName(pod) } : (container as NamedJson);
}

/** The Pod without the container of that name: adding the same one again is no duplicate. */
function without(pod: Pod, name: string): Pod {
  const existing = pod.spec?.ephemeralContainers;
  if (!existing?.some((container) => container.name === name)) return pod;
  return {
    ...pod,
    spec: { ...pod.spec, ephemeralContainers: existing.filter((item) => item.name !== name) },
  };
}
