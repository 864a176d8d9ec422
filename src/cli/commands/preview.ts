import type { Command } from 'commander';
import { addFileFlag } from '../flags/add-flags.js';
import { choosePod, type PodChoice } from '../flags/choose-pods.js';
import { addContainerFlags, type ContainerFlags } from '../flags/container-flags.js';
import { addPodFlags, type PodFlags } from '../flags/pod-flags.js';
import { addOutputFlag, addTimeoutFlag, type OutputFlag, type TimeoutFlag } from '../flags/wait-flags.js';
import { type CliIo, exitCode, type RunAction } from '../io.js';
import { print, printJson } from '../output/print.js';

type PreviewFlags = ContainerFlags & PodFlags & OutputFlag & TimeoutFlag & PodChoice;

const details = (program: string) => `
Validates the container as the server's release does, evaluates the Pod by the Pod Security labels of its namespace,
asks what the user may do, and has the server try it in a dry run. Nothing is added.

Exit codes: 0 it can be added, 1 it cannot, 2 wrong usage, 124 when the deadline passed (without
--timeout, 30 seconds for each step), 130 when interrupted.

Examples:
  $ ${program} preview web --image busybox --target app
  $ ${program} preview web --image busybox --profile sysadmin -o json`;

/** `preview`: says whether adding a container would succeed. */
export function addPreviewCommand(
  program: Command,
  io: CliIo,
  runAction: RunAction,
  command: readonly string[] | undefined,
): void {
  const preview = program
    .command('preview')
    .summary('say whether a container could be added, and what would stand in its way')
    .description('Says what would come of adding an ephemeral container to a running Pod.')
    .usage('(POD | -f FILE) --image IMAGE [options] [-- COMMAND...]')
    .argument('[pod...]', 'the Pod: its name, or pod/NAME');
  addOutputFlag(
    addTimeoutFlag(addPodFlags(addContainerFlags(addFileFlag(preview), 'keep its standard input open'))),
  )
    .addHelpText('after', details(program.name()))
    .action((names: string[], flags: PreviewFlags) =>
      runAction(async () => {
        const { podName, namespace } = await choosePod(names, flags, command, io);
        const [{ prepareFlags, makeContainer }, { withCluster }, { formatPreview, previewToJson }] =
          await Promise.all([
            import('../flags/make-container.js'),
            import('../session/connect.js'),
            import('../output/format-preview.js'),
          ]);
        const prepared = await prepareFlags(flags, command, io);
        return withCluster({ ...flags, namespace }, io, async (cluster) => {
          const { client, time } = cluster;
          const live = await client.readPod(cluster.pod(podName), time.options());
          const { container, warnings } = makeContainer(prepared, live);
          const result = await client.preview(live, container, time.options());
          const all = { ...result, warnings: [...warnings, ...result.warnings] };
          if (flags.output === 'json') printJson(io.stdout, previewToJson(all));
          else print(io.stdout, `${formatPreview(all)}\n`);
          return result.ok ? exitCode.ok : exitCode.failed;
        });
      }),
    );
}
