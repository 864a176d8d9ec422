import { type FleetResult, listContainers, type RunResult, type Session } from '../../client/index.js';
import type { OutputFlag, WaitFlags } from '../flags/wait-flags.js';
import { type CliIo, exitCode } from '../io.js';
import { print, printJson } from '../output/print.js';
import { warn } from '../output/warn.js';

type Succeeded = Extract<FleetResult, { ok: true }>;

/** Prints the result for a Pod, without the warnings printed before; returns the exit code. */
export function tellResult(
  { session, run }: Succeeded,
  told: number,
  flags: WaitFlags & OutputFlag,
  io: CliIo,
): number {
  const json = flags.output === 'json';
  if (run === undefined) {
    if (json) printJson(io.stdout, describeSession(session));
    else print(io.stdout, `${session.name}\n`);
    return exitCode.ok;
  }
  const { output, podKey: pod, warnings, ...rest } = run;
  if (json) printJson(io.stdout, { ...rest, pod, output: output.toString('utf8'), warnings });
  else {
    warn(warnings.slice(told), flags, io);
    tellExit(run, flags, io);
  }
  return run.exitCode;
}

/** A container in its Pod, as -o json has it. */
function describeSession({ name, podKey, pod, warnings }: Session): object {
  const state = listContainers(pod).find((item) => item.name === name)?.state ?? { phase: 'pending' };
  return { pod: podKey, containerName: name, state, warnings };
}

/** One line about a program that failed; its own messages are in its output. */
export function tellExit(
  exit: Pick<RunResult, 'containerName' | 'exitCode' | 'signal' | 'reason' | 'message'>,
  flags: WaitFlags,
  io: CliIo,
): void {
  if (exit.exitCode === 0 || flags.quiet === true) return;
  const how = exit.signal > 0 ? `was ended by signal ${exit.signal}` : `exited with code ${exit.exitCode}`;
  const why = [exit.reason === 'Error' ? '' : exit.reason, exit.message]
    .filter((part) => part !== '')
    .join(': ');
  print(io.stderr, `${exit.containerName} ${how}${why === '' ? '' : ` (${why})`}\n`);
}
