import type { OptionNames } from '../core/known-options.js';
import type { Pod } from '../index.js';
import { type ContainerState, stateOf } from './wait/container-state.js';

/** An ephemeral container of a Pod: its spec and its status in one. */
export interface ListedContainer {
  readonly name: string;
  readonly image: string;
  readonly targetContainerName: string | undefined;
  readonly stdin: boolean;
  /** Whether the end of the first input that is attached reaches the program. */
  readonly stdinOnce: boolean;
  readonly tty: boolean;
  readonly state: ContainerState;
  /** The whole spec, with fields that this library does not know. */
  readonly container: Readonly<Record<string, unknown>>;
}

/** Which containers are meant; what is absent does not matter. */
export interface ListFilter {
  readonly image?: string | undefined;
  readonly targetContainerName?: string | undefined;
  readonly namePrefix?: string | undefined;
  readonly tty?: boolean | undefined;
}

export const ofFilter: OptionNames<ListFilter> = {
  image: true,
  targetContainerName: true,
  namePrefix: true,
  tty: true,
};

/**
 * The ephemeral containers of a Pod in hand, as `EphemeralContainersClient.list` has those of one by name.
 *
 * @example
 * ```ts
 * import { listContainers } from 'ephemeral-containers/client';
 *
 * const pod = { spec: { ephemeralContainers: [{ name: 'debugger', image: 'busybox' }] } };
 * console.log(listContainers(pod).map(({ name, state }) => `${name}: ${state.phase}`));
 * ```
 */
export function listContainers(pod: Pod): ListedContainer[] {
  const specs = (pod.spec?.ephemeralContainers ?? []) as readonly object[];
  return specs.map((spec) => {
    const container = spec as Readonly<Record<string, unknown>>;
    const { name, image, targetContainerName, stdin, stdinOnce, tty } = container;
    return {
      name: String(name),
      image: String(image ?? ''),
      targetContainerName: typeof targetContainerName === 'string' ? targetContainerName : undefined,
      stdin: stdin === true,
      stdinOnce: stdinOnce === true,
      tty: tty === true,
      state: stateOf(pod, String(name)),
      container,
    };
  });
}

/** The newest container that runs and matches. */
export function findRunning(
  list: readonly ListedContainer[],
  filter: ListFilter,
): ListedContainer | undefined {
  return list.findLast(
    (item) =>
      item.state.phase === 'running' &&
      (filter.image === undefined || item.image === filter.image) &&
      (filter.targetContainerName === undefined || item.targetContainerName === filter.targetContainerName) &&
      (filter.namePrefix === undefined || item.name.startsWith(filter.namePrefix)) &&
      (filter.tty === undefined || item.tty === filter.tty),
  );
}
