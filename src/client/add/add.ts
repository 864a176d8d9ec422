import type { FieldValidation, Pod } from '../../index.js';
import type { Context } from '../context.js';
import { RequestFailedError } from '../errors/broken.js';
import { ConflictError } from '../errors/gone.js';
import { InvalidContainerError } from '../errors/refused.js';
import { type PodRef, podInHand, podPath, type Target, targetOf } from '../pod-ref.js';
import { readPod } from '../read-pod.js';
import { type CallOptions, type Scope, sleep } from '../scope.js';
import { type Answer, requestJson } from '../transport/answer.js';
import { generateName } from './container-name.js';
import { appendPatch, type NamedJson } from './patch.js';
import { refuseEndedPod, refuseMirrorPod } from './refuse.js';

/** How a container is added. */
export interface AddOptions extends CallOptions {
  /** Everything but the storing: admission and validation of the server answer. */
  readonly dryRun?: boolean | undefined;
  /** Who is said to have set the fields, in `metadata.managedFields`; at most 128 characters. */
  readonly fieldManager?: string | undefined;
  /** What to do about fields the server does not know; default `Strict`. */
  readonly fieldValidation?: FieldValidation | undefined;
}

/** A container that the server stored (or, with `dryRun`, would have). */
export interface Added {
  readonly target: Target;
  readonly containerName: string;
  /** The Pod as the server answered with it. */
  readonly pod: Pod;
  readonly warnings: readonly string[];
}

/** What is known before anything is sent. */
export interface Prepared {
  readonly target: Target;
  readonly pod: Pod;
  /** The container with the name that it keeps from here on. */
  readonly named: NamedJson;
  readonly result: ReturnType<Context['validate']>;
}

export async function prepare(
  context: Context,
  ref: PodRef,
  container: object,
  { fieldValidation = 'Strict' }: AddOptions,
  scope: Scope,
): Promise<Prepared> {
  const target = targetOf(ref, context.transport.connection.namespace);
  const inHand = podInHand(ref);
  const [minor, pod] = await Promise.all([context.minor(scope), inHand ?? readPod(context, target, scope)]);
  refuseMirrorPod(pod);
  refuseEndedPod(pod);
  const named = withName(container, pod);
  const result = context.validate(named, { pod: without(pod, named.name), minor, fieldValidation });
  return { target, pod, named, result };
}

/** One request with the Pod in hand, two without; once per client one more, for the server's version. */
export async function addContainer(
  context: Context,
  ref: PodRef,
  container: object,
  options: AddOptions,
  scope: Scope,
): Promise<Added> {
  const { target, pod, named, result } = await prepare(context, ref, container, options, scope);
  if (!result.ok) throw new InvalidContainerError(result.causes, target.name);
  const stored = await storeContainer(context, target, pod, named, options, scope);
  const warnings = [...new Set([...result.warnings, ...stored.warnings])];
  return { target, containerName: named.name, pod: stored.value, warnings };
}

/** The patch, and that it did what it said. */
export async function storeContainer(
  context: Context,
  target: Target,
  pod: Pod,
  named: NamedJson,
  options: AddOptions,
  scope: Scope,
): Promise<Answer<Pod>> {
  const stored = await sendPatch(context, target, appendPatch(pod, named), named.name, options, scope);
  if (!stored.value.spec?.ephemeralContainers?.some(({ name }) => name === named.name)) {
    throw new RequestFailedError(
      `the server answered with success but did not store ephemeral container "${named.name}" in Pod "${target.name}"`,
    );
  }
  return stored;
}

function withName(container: object, pod: Pod): NamedJson {
  const { name } = container as { readonly name?: unknown };
  // Anything but an absent name is for the validator to judge.
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

/** How often a 409 is answered with the same patch; it names no version, so the next may pass. */
const conflicts = 5;

async function sendPatch(
  context: Context,
  target: Target,
  body: string,
  containerName: string,
  { dryRun, fieldManager, fieldValidation = 'Strict' }: AddOptions,
  scope: Scope,
): Promise<Answer<Pod>> {
  for (let tries = 1; ; tries++) {
    try {
      return await requestJson<Pod>(
        context.transport,
        {
          method: 'PATCH',
          path: podPath(target, 'ephemeralcontainers'),
          query: { dryRun: dryRun ? 'All' : undefined, fieldManager, fieldValidation },
          contentType: 'application/strategic-merge-patch+json',
          body,
        },
        { podName: target.name, namespace: target.namespace, containerName },
        scope,
      );
    } catch (error) {
      if (!(error instanceof ConflictError) || tries >= conflicts) throw error;
      await sleep(Math.random() * 100 * tries, scope.signal);
    }
  }
}
