import { ConnectionLostError } from '../errors/broken.js';
import { RbacForbiddenError } from '../errors/refused.js';
import { createLogReader, readLogOnce } from '../logs/read-log.js';
import { countLines } from '../output/lines.js';
import { createSkipper, type Skipper } from '../output/skip-passed.js';
import { childOf, sleep } from '../scope.js';
import { logReopenPause } from '../timing.js';
import type { Run } from './run-parts.js';

const linesCompared = 20;
const rotated = 'the log was rotated, so the last lines of the output may be missing';

/**
 * Passes on what the log has beyond what was attached to, which after a `whole` session should be
 * nothing: following it while the container runs, and the rest once it ended.
 */
export async function copyLog(run: Run, { whole }: { readonly whole: boolean }): Promise<void> {
  const { context, watched, exit, scope, output } = run;
  if (whole) await exit;
  if (whole && output.isOpen() && (await hasAll(run))) return;
  const reader = createLogReader(context, watched);
  const skipper = createSkipper(output.passed());
  const held: Buffer[] = [];
  const copy = async (follow: boolean, signal: AbortSignal) => {
    for await (const bytes of reader.read(follow, { ...scope, signal })) {
      // What was attached to and never found in a log is looked for in the whole of it.
      if (whole && !output.isOpen()) held.push(bytes);
      else await output.pass(skipper.skip(bytes));
    }
  };
  try {
    if (!whole) {
      output.discard();
      await followUntilExit(run, copy);
    }
    await exit;
    await copy(false, scope.signal);
  } catch (error) {
    if (!(error instanceof RbacForbiddenError) || !whole) throw error;
    await openWithoutLog(run, error);
  }
  if (!output.isOpen()) await openWith(run, Buffer.concat(held), skipper);
  const isShort = skipper.isBehind() || output.passed().lines < output.linesTaken();
  if (isShort && !run.warnings.includes(rotated)) run.warnings.push(rotated);
}

/** Passes on the log in place of streams whose place in it cannot be told, unless it has less than they. */
async function openWith({ output }: Run, log: Buffer, skipper: Skipper): Promise<void> {
  if (output.openAfter(log, { before: output.mark(), over: true })) return;
  if (countLines(log) < output.linesTaken()) return output.open(Buffer.alloc(0));
  output.discard();
  await output.pass(skipper.skip(log));
}

/** The last lines tell whether attach brought all; the whole log is slow to read, line by line. */
async function hasAll({ context, watched, scope, output }: Run): Promise<boolean> {
  try {
    const bytes = await readLogOnce(context, watched, scope, linesCompared);
    return output.endsLike({ bytes, asked: linesCompared });
  } catch (error) {
    if (scope.signal.aborted) throw scope.signal.reason;
    return error instanceof RbacForbiddenError;
  }
}

/** All that can be had where the user may attach but not read logs. */
export async function openWithoutLog({ output, warnings }: Run, error: RbacForbiddenError): Promise<void> {
  if (output.isOpen()) return;
  warnings.push(`the log may not be read, so output from before the attach is missing: ${error.message}`);
  output.open(Buffer.alloc(0));
}

async function followUntilExit(
  { exit, scope }: Run,
  copy: (follow: boolean, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const following = childOf(scope.signal);
  let exited = false;
  const onExit = () => {
    exited = true;
    following.abort(new ConnectionLostError('the container ended'));
  };
  exit.then(onExit, onExit);
  try {
    while (!exited) {
      await copy(true, following.signal);
      // An answer that ends while the container runs was ended by something between.
      if (!exited) await Promise.race([exit, sleep(logReopenPause, following.signal)]);
    }
  } catch (error) {
    if (!exited || scope.signal.aborted) throw error;
  } finally {
    following.release();
  }
}
