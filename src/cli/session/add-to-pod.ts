import { stringify } from 'yaml';
import type { Session } from '../../client/index.js';
import { listContainers } from '../../client/list.js';
import { podKeyOf } from '../../client/pod-ref.js';
import { makeContainer } from '../flags/make-container.js';
import { exitCode } from '../io.js';
import type { PodWork } from './each-pod.js';
import { startWait, tellWarnings } from './start-wait.js';
import { warnContainerRemains } from './warn-container-remains.js';

/** Adds the container, and prints its name once it runs, or with --no-wait once it is stored. */
export const addToPod: PodWork = async ({ client, namespace, time }, pod, prepared, flags, io) => {
  const { container, warnings } = makeContainer(prepared, pod);
  tellWarnings(warnings, flags, io);
  const podKey = podKeyOf(pod, namespace);
  const wait = startWait({ podName: podKey.name, containerName: container.name }, flags, io, 'running', time);
  let stored = false;
  try {
    const session = await client.add(pod, container, wait.options);
    stored = true;
    wait.stored(session.warnings);
    if (flags.wait !== false) await session.waitForRunning(wait.options);
    wait.end();
    const text = `${session.name}\n`;
    io.stdout.write(flags.output === 'json' ? `${JSON.stringify(describeSession(session))}\n` : text);
    return exitCode.ok;
  } catch (error) {
    wait.clear();
    const { stdin, tty } = prepared.flags;
    warnContainerRemains(error, { podKey, containerName: container.name, stored, stdin, tty }, flags, io);
    wait.end();
    throw error;
  }
};

/** A container in its Pod, as -o json has it. */
function describeSession({ name, podKey, pod, warnings }: Session): object {
  const state = listContainers(pod).find((item) => item.name === name)?.state ?? { phase: 'pending' };
  return { pod: podKey, containerName: name, state, warnings };
}

/** Prints the container as the server would store it, with its defaults. */
export const dryRun: PodWork = async ({ client, time }, pod, prepared, flags, io) => {
  const { container, warnings } = makeContainer(prepared, pod);
  const session = await client.add(pod, container, { dryRun: true, ...time.options() });
  tellWarnings([...warnings, ...session.warnings], flags, io);
  const stored = listContainers(session.pod).find((item) => item.name === session.name)?.container ?? {};
  io.stdout.write(flags.output === 'json' ? `${JSON.stringify(stored)}\n` : stringify(stored));
  return exitCode.ok;
};
