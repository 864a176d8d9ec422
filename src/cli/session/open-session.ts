import type { ListedContainer, Session } from '../../client/index.js';
import { listContainers } from '../../client/list.js';
import { CliError } from '../cli-error.js';
import { exitCode } from '../io.js';
import type { Cluster } from './connect.js';

/** A session with a container of a Pod, and what its spec says. */
export interface OpenedSession {
  readonly session: Session;
  readonly item: ListedContainer;
}

/** The container of that name; without one, the newest that `fits`, else the newest of all. */
export async function openSession(
  { client, time, pod: refer }: Cluster,
  podName: string,
  name: string | undefined,
  fits: (item: ListedContainer) => boolean,
): Promise<OpenedSession> {
  const list = listContainers(await client.readPod(refer(podName), time.options()));
  const item =
    name === undefined ? (list.findLast(fits) ?? list.at(-1)) : list.find((each) => each.name === name);
  if (item === undefined) throw new CliError(explainMissing(podName, name, list), exitCode.failed);
  return { session: await client.open(refer(podName), item.name, time.options()), item };
}

function explainMissing(podName: string, name: string | undefined, list: readonly ListedContainer[]): string {
  if (list.length === 0) return `Pod ${podName} has no ephemeral containers; the command add adds one`;
  const names = list.map((item) => item.name).join(', ');
  return `Pod ${podName} has no ephemeral container ${JSON.stringify(name)}; it has: ${names}`;
}
