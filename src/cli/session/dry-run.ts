import { listContainers } from '../../client/index.js';
import { makeContainer } from '../flags/make-container.js';
import { exitCode } from '../io.js';
import { formatYaml } from '../output/format-yaml.js';
import { print, printJson } from '../output/print.js';
import { warn } from '../output/warn.js';
import type { PodsAction } from './find-pods.js';

/** Prints the container as the server would store it, with its defaults. */
export const dryRun: PodsAction = async ({ cluster, pods: [pod], prepared }, flags, io) => {
  const { container, warnings } = makeContainer(prepared, pod);
  const session = await cluster.client.add(pod, container, { dryRun: true, ...cluster.time.options() });
  warn([...warnings, ...session.warnings], flags, io);
  const stored = listContainers(session.pod).find((item) => item.name === session.name)?.container ?? {};
  if (flags.output === 'json') printJson(io.stdout, stored);
  else print(io.stdout, formatYaml(stored));
  return exitCode.ok;
};
