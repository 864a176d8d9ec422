import type { Session } from '../../client/index.js';
import { podKeyOf } from '../../client/pod-ref.js';
import { makeContainer } from '../flags/make-container.js';
import { attachTerminal } from './attach-terminal.js';
import type { PodWork } from './each-pod.js';
import { startWait, tellWarnings } from './start-wait.js';
import { warnContainerRemains } from './warn-container-remains.js';

/** Adds a container with a terminal, and makes ours its own until its program ends or it is let go of. */
export const runTerminal: PodWork = async ({ client, namespace, time }, pod, prepared, flags, io) => {
  const { container, warnings } = makeContainer(prepared, pod);
  tellWarnings(warnings, flags, io);
  const podKey = podKeyOf(pod, namespace);
  const wait = startWait({ podName: podKey.name, containerName: container.name }, flags, io, 'running', time);
  const how = { stdin: true, tty: true };
  let session: Session | undefined;
  try {
    session = await client.add(pod, container, wait.options);
    wait.stored(session.warnings);
    await session.waitForRunning(wait.options);
    wait.end();
  } catch (error) {
    wait.clear();
    const stored = session !== undefined;
    warnContainerRemains(error, { podKey, containerName: container.name, stored, ...how }, flags, io);
    wait.end();
    throw error;
  }
  return attachTerminal(session, how, { ...flags, timeout: time.left() }, io);
};
