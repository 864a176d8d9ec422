import type { RunResult } from '../../client/index.js';
import { podKeyOf } from '../../client/pod-ref.js';
import { makeContainer } from '../flags/make-container.js';
import type { OutputFlag, WaitFlags } from '../flags/wait-flags.js';
import type { CliIo } from '../io.js';
import type { PodWork } from './each-pod.js';
import { startWait, tellWarnings } from './start-wait.js';
import { warnContainerRemains } from './warn-container-remains.js';

/** Adds the container, passes input and output through, and answers with the container's exit code. */
export const runPiped: PodWork = async ({ client, namespace, time }, pod, prepared, flags, io) => {
  const { container, warnings } = makeContainer(prepared, pod);
  tellWarnings(warnings, flags, io);
  const podKey = podKeyOf(pod, namespace);
  const wait = startWait({ podName: podKey.name, containerName: container.name }, flags, io, 'exit', time);
  let stored: readonly string[] | undefined;
  try {
    const result = await client.run(pod, container, {
      ...wait.options,
      stdin: prepared.flags.stdin === true ? io.stdin : undefined,
      // with json the outcome has what was written, and standard output is one JSON value
      ...(flags.output === 'json' ? {} : { stdout: io.stdout, stderr: io.stderr }),
      onAdded(added) {
        stored = added.warnings;
        wait.stored(added.warnings);
      },
    });
    wait.end();
    if (flags.output !== 'json') tellWarnings(result.warnings.slice(stored?.length), flags, io);
    tellResult(result, flags, io);
    return result.exitCode;
  } catch (error) {
    wait.clear();
    warnContainerRemains(
      error,
      { podKey, containerName: container.name, stored: stored !== undefined },
      flags,
      io,
    );
    wait.end();
    throw error;
  }
};

function tellResult(result: RunResult, flags: WaitFlags & OutputFlag, io: CliIo): void {
  const { output, podKey, warnings, ...rest } = result;
  if (flags.output === 'json') {
    io.stdout.write(
      `${JSON.stringify({ ...rest, pod: podKey, output: output.toString('utf8'), warnings })}\n`,
    );
  } else tellExit(result, flags, io);
}

/** One line about a program that failed; what it says itself is on its own output. */
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
  io.stderr.write(`${exit.containerName} ${how}${why === '' ? '' : ` (${why})`}\n`);
}
