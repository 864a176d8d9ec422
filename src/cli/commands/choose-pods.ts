import { parsePodName } from '../cluster/parse-pod-name.js';
import { CliProblem } from '../problem.js';

/** One Pod by name, or all with certain labels. */
export type Chosen = { readonly podName: string } | { readonly selector: string };

interface Flags {
  readonly selector?: string;
  readonly tty?: boolean;
  readonly dryRun?: boolean;
}

/** Decides between the argument and -l; exactly one of them says which Pods are meant. */
export function choosePods(pod: string | undefined, flags: Flags, command?: readonly string[]): Chosen {
  const { selector, tty, dryRun } = flags;
  if (pod !== undefined && selector !== undefined) {
    throw new CliProblem(
      `name a Pod or select them with -l, not both; a command for the container follows --`,
    );
  }
  if (selector !== undefined) {
    if (selector.trim() === '') throw new CliProblem('-l is empty; pass labels, such as -l app=web');
    if (tty === true) throw new CliProblem('a terminal (-t) can be of one Pod only; name it instead of -l');
    if (dryRun === true) throw new CliProblem('--dry-run is for one Pod; name it instead of -l');
    return { selector };
  }
  if (pod !== undefined) return { podName: parsePodName(pod) };
  const after = command === undefined || command.length === 0 ? '' : ' before the --';
  throw new CliProblem(`which Pod? name it${after}, or select Pods with -l, such as -l app=web`);
}
