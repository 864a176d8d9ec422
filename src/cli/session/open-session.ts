import { type ListedContainer, listContainers, type Session } from '../../client/index.js';
import { CliError } from '../cli-error.js';
import { exitCode } from '../io.js';
import type { ClusterConnection } from './connect.js';

/** A session with a container of a Pod, and what its spec says. */
export interface OpenedSession {
  readonly session: Session;
  readonly item: ListedContainer;
}

/** The container of that name; without one the newest that is preferred, by the first test that any passes. */
export async function openSession(
  { client, time, pod: refer }: ClusterConnection,
  podName: string,
  name: string | undefined,
  preferences: readonly ((item: ListedContainer) => boolean)[],
): Promise<OpenedSession> {
  const pod = await client.readPod(refer(podName), time.options());
  const list = listContainers(pod);
  const preferred = preferences.map((test) => list.findLast(test)).find((item) => item !== undefined);
  const containerName = name ?? (preferred ?? list.at(-1))?.name;
  if (containerName === undefined) {
    const sentence = `Pod ${podName} has no ephemeral containers; the command add adds one`;
    throw new CliError(sentence, exitCode.failed);
  }
  const session = await client.open(pod, containerName, time.options());
  const item = listContainers(session.pod).find((each) => each.name === containerName);
  return { session, item: item as ListedContainer };
}
