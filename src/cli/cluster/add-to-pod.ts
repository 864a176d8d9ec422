import { stringify } from 'yaml';
import type { Session } from '../../client/index.js';
import { listContainers } from '../../client/list.js';
import { type CliIo, exitCode } from '../io.js';
import type { Cluster } from './connect.js';
import { makeContainer, type PreparedFlags } from './make-container.js';
import { startWait, tellWarnings } from './start-wait.js';
import type { OutputFlag, WaitFlags } from './wait-flags.js';

export interface AddFlags extends WaitFlags, OutputFlag {
  /** False with --no-wait: return once the container is stored. */
  readonly wait?: boolean;
  readonly dryRun?: boolean;
}

/** Adds the container to one Pod, and prints its name. */
export async function addToPod(
  { client, pod: refer }: Cluster,
  podName: string,
  prepared: PreparedFlags,
  flags: AddFlags,
  io: CliIo,
): Promise<number> {
  const { signal } = io;
  const pod = await client.readPod(refer(podName), { signal });
  const { container, warnings } = makeContainer(prepared, pod);
  tellWarnings(warnings, flags, io);
  if (flags.dryRun === true) {
    const session = await client.add(pod, container, { dryRun: true, signal, timeout: flags.timeout });
    tellWarnings(session.warnings, flags, io);
    printDryRun(session, flags, io);
    return exitCode.ok;
  }
  const session = await client.add(pod, container, { signal, timeout: flags.timeout });
  if (flags.wait === false) tellWarnings(session.warnings, flags, io);
  else await waitUntilRunning(session, podName, flags, io);
  printAdded(session, flags, io);
  return exitCode.ok;
}

async function waitUntilRunning(
  session: Session,
  podName: string,
  flags: WaitFlags,
  io: CliIo,
): Promise<void> {
  const wait = startWait(podName, flags, io);
  try {
    wait.stored(session.name, session.warnings);
    await session.waitForRunning(wait.options);
  } finally {
    wait.end();
  }
}

function printAdded(session: Session, { output }: OutputFlag, io: CliIo): void {
  if (output === 'text') io.stdout.write(`${session.name}\n`);
  else io.stdout.write(`${JSON.stringify(describeSession(session))}\n`);
}

/** A container in its Pod, as -o json has it. */
export function describeSession({ name, target, pod, warnings }: Session): object {
  const state = listContainers(pod).find((item) => item.name === name)?.state ?? { phase: 'pending' };
  return { pod: target, containerName: name, state, warnings };
}

/** The container as the server would store it, with its defaults. */
function printDryRun({ name, pod }: Session, { output }: OutputFlag, io: CliIo): void {
  const stored = listContainers(pod).find((item) => item.name === name)?.container ?? {};
  io.stdout.write(output === 'json' ? `${JSON.stringify(stored)}\n` : stringify(stored));
}
