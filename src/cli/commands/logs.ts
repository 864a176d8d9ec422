import { once } from 'node:events';
import type { Command } from 'commander';
import { addPodFlags, type PodFlags } from '../cluster/container-flags.js';
import { parseDuration } from '../cluster/parse-duration.js';
import { parsePodName } from '../cluster/parse-pod-name.js';
import { type CliIo, exitCode } from '../io.js';
import type { Settle } from './settle.js';

type Flags = PodFlags & { readonly container?: string; readonly follow?: boolean; readonly timeout?: number };

/** `logs`: what an ephemeral container wrote. */
export function addLogsCommand(program: Command, io: CliIo, settle: Settle): void {
  const logs = program
    .command('logs')
    .summary('print what an ephemeral container wrote')
    .description('Prints what an ephemeral container wrote; with -f, goes on until it ends.')
    .argument('<pod>', 'the Pod: its name, or pod/NAME')
    .option('-c, --container <name>', 'the container (default: the newest)')
    .option('-f, --follow', 'go on until it ends, over connections that break')
    .option('--timeout <duration>', 'give up after this long, with exit code 124', parseDuration);
  addPodFlags(logs).action((pod: string, flags: Flags) =>
    settle(async () => {
      const podName = parsePodName(pod);
      const [{ withCluster }, { openSession }] = await Promise.all([
        import('../cluster/connect.js'),
        import('../cluster/open-session.js'),
      ]);
      return withCluster(flags, io, async (cluster) => {
        const { session } = await openSession(cluster, podName, flags.container, () => true, io);
        const follow = flags.follow === true;
        const timeout = flags.timeout ?? (follow ? Number.POSITIVE_INFINITY : undefined);
        for await (const bytes of session.logs({ follow, timeout, signal: io.signal })) {
          if (!io.stdout.write(bytes)) await once(io.stdout, 'drain');
        }
        return exitCode.ok;
      });
    }),
  );
}
