import type { ClientContext } from '../context.js';
import { ConnectionLostError } from '../errors/broken.js';
import { RbacForbiddenError } from '../errors/refused.js';
import type { InputReader } from '../io/input.js';
import type { Write } from '../io/output.js';
import { createAttachedOutput } from '../output/attached-output.js';
import { childOf, type Scope } from '../scope.js';
import { type ExitState, hasStarted, stateOf } from '../wait/container-state.js';
import { type WaitOptions, type Watched, waitForState } from '../wait/wait-for-state.js';
import { attachStreams } from './attach-streams.js';
import { copyLog, openWithoutLog } from './copy-log.js';
import type { Run } from './run-parts.js';

export interface PipedIo {
  readonly stdin: InputReader | undefined;
  readonly stdout: Write;
  readonly stderr: Write;
  /** Whether stderr is wanted apart, for which the output is attached to. */
  readonly apart: boolean;
}

/**
 * Sees a container without a terminal through to its end: its input over attach, its output from
 * there and from the log, which has what attach misses, its exit code from status.
 */
export async function runPiped(
  context: ClientContext,
  watched: Watched,
  io: PipedIo,
  options: WaitOptions,
  scope: Scope,
): Promise<{ readonly exit: ExitState; readonly warnings: readonly string[] }> {
  const child = childOf(scope.signal);
  const inner: Scope = { ...scope, signal: child.signal };
  let tellStarted = () => {};
  const started = new Promise<void>((resolve) => {
    tellStarted = resolve;
  });
  const onState: WaitOptions['onState'] = (state) => {
    if (hasStarted(state)) tellStarted();
    return options.onState?.(state);
  };
  const exit = waitForState(context, watched, { ...options, onState }, inner, (state) =>
    state.phase === 'terminated' ? state : undefined,
  );
  const output = createAttachedOutput(io.stdout, io.stderr, { onBroken: child.abort });
  const run: Run = { context, watched, exit, scope: inner, output, warnings: [] };
  const passStreams = async () => {
    await Promise.race([started, exit]);
    if (io.stdin !== undefined || io.apart) {
      const whole = isRunning(watched) && (await attachStreams(run, io.stdin));
      await copyLog(run, { whole });
    } else {
      await copyLog(run, { whole: false }).catch((error) => attachInstead(run, io, child.abort, error));
    }
    await output.flush();
  };
  try {
    const [ended] = await Promise.all([exit, passStreams()]);
    return { exit: ended, warnings: run.warnings };
  } finally {
    child.release();
    child.abort(new ConnectionLostError('the run is over'));
  }
}

function isRunning({ cache: { pod }, containerName }: Watched): boolean {
  return pod !== undefined && stateOf(pod, containerName).phase === 'running';
}

/** Has the output from now on, where the user may attach but not read logs. */
async function attachInstead(
  run: Run,
  io: PipedIo,
  onBroken: (error: Error) => void,
  error: unknown,
): Promise<void> {
  const isFirst = run.output.passed().lines === 0;
  if (!(error instanceof RbacForbiddenError) || !isFirst || !isRunning(run.watched)) throw error;
  const instead = { ...run, output: createAttachedOutput(io.stdout, io.stderr, { onBroken }) };
  await openWithoutLog(instead, error);
  if (!(await attachStreams(instead, undefined))) throw error;
  await instead.output.flush();
}
