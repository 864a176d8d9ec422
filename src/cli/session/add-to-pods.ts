import type { PodKey } from '../../client/index.js';
import { type CliIo, exitCode } from '../io.js';
import { codeOfReason } from '../output/explain-error.js';
import { print } from '../output/print.js';
import { startProgress } from '../output/progress.js';
import type { PodsAction } from './find-pods.js';
import { shareInput } from './pod-io.js';
import { createTask, type PodTask, type TaskContext } from './pod-task.js';

/** Adds the container to each Pod, so many at a time; the highest code is the exit code. */
export const addToPods =
  (until: TaskContext['until'], label: TaskContext['label']): PodsAction =>
  async (found, flags, io) => {
    const progress = startProgress(io, flags.quiet === true);
    const input = found.isSelected ? shareInput(io) : () => io.stdin;
    const context = { ...found, until, label, flags, io, progress, input };
    try {
      const all = await Promise.all(found.pods.map((pod) => createTask(pod, context)));
      const tasks = new Map(all.map((task) => [nameOf(task.podKey), task]));
      const taskOf = (podKey: PodKey) => tasks.get(nameOf(podKey)) as PodTask;
      const ready = all.flatMap(({ container, pod }) =>
        container === undefined ? [] : [{ container, pod }],
      );
      const containers = new Map(ready.map(({ container, pod }) => [pod, container] as const));
      const results = found.cluster.client.fleet(
        [...containers.keys()],
        (pod) => containers.get(pod) ?? { image: '' },
        {
          until,
          signal: io.signal,
          concurrency: flags.concurrency,
          perPod: (podKey) => taskOf(podKey).begin(),
        },
      );
      for await (const result of results) await taskOf(result.podKey).finish(result);
      return sumUp(all, io);
    } finally {
      progress.end();
    }
  };

const nameOf = ({ namespace, name }: PodKey) => `${namespace}/${name}`;

/** Says how many Pods got no container because the command timed out or was interrupted. */
function sumUp(tasks: readonly PodTask[], { signal, stderr }: CliIo): number {
  const codes = tasks.flatMap(({ code }) => (code === undefined ? [] : [code]));
  const left = tasks.length - codes.length;
  if (left === 0) return Math.max(...codes);
  const why = signal?.aborted ? 'interrupted' : 'the deadline passed';
  print(stderr, `${why}: ${left} of ${tasks.length} Pods got no container\n`);
  return Math.max(...codes, signal?.aborted ? codeOfReason(signal.reason) : exitCode.deadline);
}
