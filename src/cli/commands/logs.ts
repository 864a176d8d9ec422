import { type Command, Option } from 'commander';
import type { ListedContainer, LogOptions } from '../../client/index.js';
import { CliError } from '../cli-error.js';
import { parseCount } from '../flags/parse-count.js';
import { parseDuration } from '../flags/parse-duration.js';
import { parsePodName } from '../flags/parse-pod-name.js';
import { parseTime } from '../flags/parse-time.js';
import { addPodFlags, type PodFlags } from '../flags/pod-flags.js';
import { addTimeoutFlag, type TimeoutFlag } from '../flags/wait-flags.js';
import { type CliIo, exitCode, type RunAction } from '../io.js';
import { copyOut } from '../output/copy-out.js';

interface LogsFlags extends PodFlags, TimeoutFlag {
  readonly container?: string;
  readonly follow?: boolean;
  readonly tail: number;
  readonly since?: number;
  readonly sinceTime?: string;
  readonly limitBytes: number;
  readonly timestamps?: boolean;
}

const details = (program: string) => `
Exit codes: 0, 1 where there is no log, 2 for wrong usage, 124 when the deadline passed, 130 when interrupted.

Examples:
  $ ${program} logs web -f
  $ ${program} logs web -c debugger-x7k2p --tail 20 --timestamps`;

/** `logs`: what an ephemeral container wrote. */
export function addLogsCommand(program: Command, io: CliIo, runAction: RunAction): void {
  const logs = program
    .command('logs')
    .summary('print what an ephemeral container wrote')
    .description('Prints what an ephemeral container wrote; with -f, goes on until it ends.')
    .argument('<pod>', 'the Pod: its name, or pod/NAME')
    .option('-c, --container <name>', 'the container (default: the newest that runs or ran)')
    .option('-f, --follow', 'go on until it ends, over connections that break')
    .addOption(
      new Option('--tail <lines>', 'the last lines only; -1 is all')
        .argParser((text) => parseCount(text, -1))
        .default(-1),
    )
    .option('--since <duration>', 'what is not older than this, such as 30s, 5m or 3h', parseDuration)
    .option('--since-time <time>', 'what is not older than this time, in RFC 3339', parseTime)
    .addOption(
      new Option('--limit-bytes <number>', 'so many bytes at most; 0 is all')
        .argParser((text) => parseCount(text, 0))
        .default(0),
    )
    .option('--timestamps', 'put its time before each line');
  addPodFlags(addTimeoutFlag(logs))
    .addHelpText('after', details(program.name()))
    .action((pod: string, flags: LogsFlags) => runAction(() => printLogs(parsePodName(pod), flags, io)));
}

async function printLogs(podName: string, flags: LogsFlags, io: CliIo): Promise<number> {
  const options = readOptions(flags);
  const [{ withCluster }, { openSession }] = await Promise.all([
    import('../session/connect.js'),
    import('../session/open-session.js'),
  ]);
  return withCluster(flags, io, async (cluster) => {
    const { session } = await openSession(cluster, podName, flags.container, [hasRun]);
    const { signal, timeout = options.follow ? Number.POSITIVE_INFINITY : undefined } =
      cluster.time.options();
    await copyOut(session.logs({ ...options, signal, timeout }), io);
    return exitCode.ok;
  });
}

/** The reasons of a container that ended without having run, which wrote nothing. */
const neverRan = ['StartError', 'ContainerCannotRun'];

function hasRun({ state }: ListedContainer): boolean {
  return state.phase === 'running' || (state.phase === 'terminated' && !neverRan.includes(state.reason));
}

/** Source: kubectl v0.37 pkg/cmd/logs/logs.go ToLogOptions */
function readOptions({
  follow = false,
  tail,
  since,
  sinceTime,
  limitBytes,
  timestamps,
}: LogsFlags): LogOptions {
  if (since !== undefined && sinceTime !== undefined)
    throw new CliError('--since and --since-time say the same; pass one of them');
  const endless = since === undefined || since === Number.POSITIVE_INFINITY;
  return {
    follow,
    timestamps,
    tailLines: tail < 0 ? undefined : tail,
    sinceSeconds: endless ? undefined : Math.max(1, Math.round(since / 1000)),
    sinceTime,
    limitBytes: limitBytes === 0 ? undefined : limitBytes,
  };
}
