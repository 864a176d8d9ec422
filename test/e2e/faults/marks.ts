import type { ContractTarget } from '../../contract/target.js';

const variable = 'MARK';

/** What a container is found again by, whatever its name. */
export const withMark = (mark: string) => ({ env: [{ name: variable, value: mark }] });

interface Marked {
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
}

/** How many containers with the mark were added to the Pod. */
export async function countMarked(target: ContractTarget, podName: string, mark: string): Promise<number> {
  const { spec } = await target.readPod(podName);
  const containers: readonly object[] = spec?.ephemeralContainers ?? [];
  return containers.filter((container: Marked) =>
    container.env?.some(({ name, value }) => name === variable && value === mark),
  ).length;
}
