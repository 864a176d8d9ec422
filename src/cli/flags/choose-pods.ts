import { CliError } from '../cli-error.js';
import type { CliIo } from '../io.js';
import { readPods } from '../validate/read-pod.js';
import { parsePodName } from './parse-pod-name.js';

/** One Pod by name; the namespace where a file says it. */
export interface ChosenPod {
  readonly podName: string;
  readonly namespace?: string | undefined;
}

/** How a Pod is named otherwise than by an argument. */
export interface PodChoice {
  readonly filename?: string;
  readonly namespace?: string | undefined;
  readonly stdin?: boolean;
}

export interface PodsChoice extends PodChoice {
  readonly selector?: string;
  readonly dryRun?: boolean;
}

/** Decides between the argument, -f and -l; exactly one of them says which Pods are meant. */
export async function choosePods(
  names: readonly string[],
  flags: PodsChoice,
  command: readonly string[] | undefined,
  io: CliIo,
): Promise<ChosenPod | { readonly selector: string }> {
  const { selector, filename, dryRun } = flags;
  if (selector === undefined) {
    return choosePod(names, flags, command, io, ', or select Pods with -l, such as -l app=web');
  }
  if (names.length > 0 || filename !== undefined) {
    throw new CliError('name a Pod or select them with -l, not both; a command for the container follows --');
  }
  if (selector.trim() === '') throw new CliError('-l is empty; pass labels, such as -l app=web');
  if (dryRun === true) throw new CliError('--dry-run is for one Pod; name it instead of -l');
  return { selector };
}

/** Decides between the argument and -f. */
export async function choosePod(
  names: readonly string[],
  flags: PodChoice,
  command: readonly string[] | undefined,
  io: CliIo,
  otherWays = '',
): Promise<ChosenPod> {
  const [name, ...more] = names;
  if (more.length > 0) {
    throw new CliError(
      `unexpected argument ${JSON.stringify(more[0])}: one Pod can be named${otherWays}; a command for the container follows --`,
    );
  }
  if (flags.filename !== undefined) {
    if (name !== undefined) throw new CliError('name a Pod or pass its file with -f, not both');
    return readPodName(flags.filename, flags, io);
  }
  if (name !== undefined) return { podName: parsePodName(name), namespace: flags.namespace };
  const before = command === undefined || command.length === 0 ? '' : ' before the --';
  throw new CliError(`which Pod? name it${before}${otherWays}`);
}

async function readPodName(file: string, { stdin, namespace }: PodChoice, io: CliIo): Promise<ChosenPod> {
  if (file === '-' && stdin === true) throw new CliError('-f - and -i both want standard input; pass a file');
  const pods = await readPods(file, io.stdin);
  const [{ metadata } = {}] = pods;
  if (pods.length > 1) throw new CliError(`-f ${file}: holds ${pods.length} Pods; pass a file with one`);
  const own = metadata?.namespace;
  if (namespace !== undefined && own !== undefined && namespace !== own) {
    throw new CliError(`-f ${file}: its Pod is in namespace ${own}; pass -n ${own}, or leave -n out`);
  }
  return { podName: metadata?.name ?? '', namespace: namespace ?? own };
}
