import { makeContainer } from '../flags/make-container.js';
import { warn } from '../output/warn.js';
import { attachWhenRunning } from './attach-when-running.js';
import type { PodsAction } from './find-pods.js';
import { podKeyOf } from './pod-key.js';

/** Adds a container with a terminal, and makes ours its own until its program ends or it is detached from. */
export const runTerminal: PodsAction = async ({ cluster, pods: [pod], prepared }, flags, io) => {
  const { container, warnings } = makeContainer(prepared, pod);
  warn(warnings, flags, io);
  const open = () => cluster.client.add(pod, container, cluster.time.options());
  return attachWhenRunning(
    cluster,
    { podKey: podKeyOf(pod), containerName: container.name },
    open,
    { stdin: true, tty: true },
    flags,
    io,
  );
};
