import type { RunResult } from '../../client/run/run.js';
import { type CliIo, exitCode } from '../io.js';
import type { Cluster } from './connect.js';
import { makeContainer, type PreparedFlags } from './make-container.js';
import { startProgress } from './progress.js';
import { startDeadline } from './start-deadline.js';
import { describeProgress, type WaitFlags } from './wait-flags.js';

/** Adds the container, passes input and output through, and answers with the container's exit code. */
export async function runInPod(
  cluster: Cluster,
  podName: string,
  prepared: PreparedFlags,
  wait: WaitFlags,
  io: CliIo,
): Promise<number> {
  const quiet = wait.quiet === true;
  const pod = await cluster.readPod(podName, { signal: io.signal, timeout: wait.timeout });
  const { container, warnings } = makeContainer(prepared, pod);
  tellWarnings(warnings, quiet, io);
  const progress = startProgress(io, quiet);
  const deadline = startDeadline(podName, container.name, io.signal);
  try {
    const result = await cluster.run(pod, container, {
      stdin: prepared.flags.stdin === true ? io.stdin : undefined,
      // with -o json the outcome has what was written, and standard output is one JSON value
      ...(wait.output === 'json' ? {} : { stdout: io.stdout, stderr: io.stderr }),
      signal: deadline.signal,
      timeout: wait.timeout ?? Number.POSITIVE_INFINITY,
      onAdded(added) {
        tellWarnings(added.warnings, quiet, io);
        progress.show(describeProgress(podName, added.containerName, { phase: 'pending' }));
      },
      onState(state) {
        deadline.seen(state);
        if (state.phase === 'running' || state.phase === 'terminated') progress.end();
        else progress.show(describeProgress(podName, container.name, state));
      },
    });
    progress.end();
    report(result, wait, io);
    return result.exitCode;
  } finally {
    progress.end();
    deadline.clear();
  }
}

function report(result: RunResult, wait: WaitFlags, io: CliIo): void {
  tellWarnings(result.warnings, wait.quiet === true, io);
  if (wait.output === 'json') {
    const { output, ...rest } = result;
    io.stdout.write(`${JSON.stringify({ ...rest, output: output.toString('utf8') })}\n`);
  } else if (result.exitCode !== exitCode.ok && wait.quiet !== true) {
    const { containerName, exitCode: code, signal, reason, message } = result;
    const how = signal > 0 ? `was ended by signal ${signal}` : `exited with code ${code}`;
    const why = [reason === 'Error' ? '' : reason, message].filter((part) => part !== '').join(': ');
    io.stderr.write(`${containerName} ${how}${why === '' ? '' : ` (${why})`}\n`);
  }
}

export function tellWarnings(warnings: readonly string[], quiet: boolean, io: CliIo): void {
  if (quiet) return;
  for (const warning of warnings) io.stderr.write(`Warning: ${warning.replace(/^Warning: /, '')}\n`);
}
