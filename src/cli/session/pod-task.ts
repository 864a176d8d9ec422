import type { Readable } from 'node:stream';
import type { FleetPodOptions, FleetResult, PodKey } from '../../client/index.js';
import type { EphemeralContainer, Pod } from '../../index.js';
import type { AddFlags } from '../flags/add-flags.js';
import { makeContainer } from '../flags/make-container.js';
import type { CliIo } from '../io.js';
import { explainError } from '../output/explain-error.js';
import { print, printJson } from '../output/print.js';
import type { Progress } from '../output/progress.js';
import { warn } from '../output/warn.js';
import type { FoundPods } from './find-pods.js';
import { openPodIo, type PodIo } from './pod-io.js';
import { podKeyOf } from './pod-key.js';
import { defaultStartTimeout, displayStart, notTakenUp } from './start-display.js';
import { tellResult } from './tell-result.js';
import { warnIfContainerRemains } from './warn-container-remains.js';

/** What the tasks of one command share. */
export interface TaskContext extends FoundPods {
  /** When a Pod is done with. */
  readonly until: 'stored' | 'running' | 'exit';
  /** With several Pods, the prefix of each line of a Pod's output. */
  readonly label: (podName: string) => string;
  readonly flags: AddFlags;
  readonly io: CliIo;
  readonly progress: Progress;
  readonly input: () => Readable;
}

/** What is done with one Pod. */
export interface PodTask {
  readonly pod: Pod;
  readonly podKey: PodKey;
  /** Undefined where it cannot be made for this Pod; the reason is then already printed. */
  readonly container: EphemeralContainer | undefined;
  /** Undefined where its turn never came. */
  readonly code: number | undefined;
  begin(): FleetPodOptions;
  finish(result: FleetResult): Promise<void>;
}

/** A failure is thrown where the command is about one Pod; with several it is printed, and the others go on. */
export async function createTask(pod: Pod, context: TaskContext): Promise<PodTask> {
  const { cluster, flags, isSelected, prepared, progress } = context;
  const podKey = podKeyOf(pod);
  const { io, end } = openIo(podKey, context);
  let code: number | undefined;
  let container: EphemeralContainer | undefined;
  let told = 0;
  let isLate = false;
  let hasStarted = () => false;
  const attempt = async (work: () => Promise<number | undefined>) => {
    try {
      code = await work();
    } catch (error) {
      const explained = cluster.time.explain(error);
      if (!isSelected) throw explained;
      code = tellFailure(explained, podKey, flags, io);
    }
  };
  await attempt(async () => {
    const made = makeContainer(prepared, pod);
    container = made.container;
    warn(made.warnings, flags, io);
    return undefined;
  });
  if (container === undefined) await end();
  return {
    pod,
    podKey,
    container,
    get code() {
      return code;
    },
    begin() {
      isLate = io.signal?.aborted === true || cluster.time.isUp();
      const show = (text: string) =>
        progress.show(`${container?.name} in ${podKey.name}: ${text.replaceAll('\n', ' ')}`);
      const display = displayStart(show, isSelected ? () => show('running') : progress.end);
      hasStarted = display.hasStarted;
      return {
        ...timesOf(context),
        ...streamsOf(context, io),
        onState: display.onState,
        onEvent: display.onEvent,
        onAdded({ warnings }) {
          told = warnings.length;
          progress.hide();
          warn(warnings, flags, io);
          show(notTakenUp);
        },
      };
    },
    async finish(result) {
      if (isSelected) progress.hide();
      else progress.end();
      const work = async () => {
        if (!result.ok) throw result.error;
        return tellResult(result, told, flags, io);
      };
      if (result.ok || !isLate)
        await attempt(() =>
          warnIfContainerRemains(podKey, { ...prepared.flags, hasStarted }, flags, io, work),
        );
      await end();
    },
  };
}

function openIo({ name }: PodKey, { io, isSelected, flags, label, progress }: TaskContext): PodIo {
  if (!isSelected) return { io, end: async () => undefined };
  return openPodIo(io, name, flags.output === 'json' ? '' : label(name), progress.hide);
}

/** Once the container runs, the time to start no longer applies: only a given --timeout does. */
function timesOf({ cluster: { time }, until }: TaskContext): FleetPodOptions {
  const left = time.left();
  if (until === 'running') return { timeout: left ?? defaultStartTimeout };
  if (until === 'stored') return { timeout: left };
  return left === undefined
    ? { timeout: Number.POSITIVE_INFINITY, startTimeout: defaultStartTimeout }
    : { timeout: left };
}

function streamsOf({ until, prepared, input, flags }: TaskContext, io: CliIo): FleetPodOptions {
  if (until !== 'exit') return {};
  const stdin = prepared.flags.stdin === true ? input() : undefined;
  // with json the outcome has what was written, and standard output is one JSON value
  return flags.output === 'json' ? { stdin } : { stdin, stdout: io.stdout, stderr: io.stderr };
}

function tellFailure(error: unknown, pod: PodKey, flags: AddFlags, io: CliIo): number {
  const { code, lines, status } = explainError(error);
  if (lines.length > 0) print(io.stderr, `${lines.join('\n')}\n`);
  if (flags.output === 'json') printJson(io.stdout, { pod, error: status });
  return code;
}
