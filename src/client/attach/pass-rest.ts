import type { ClientContext } from '../context.js';
import { createLogReader, type LogSource, readLogOnce } from '../logs/read-log.js';
import type { AttachedOutput } from '../output/attached-output.js';
import { asTyped } from '../output/lines.js';
import { createSkipper } from '../output/skip-passed.js';
import type { Scope } from '../scope.js';

const linesCompared = 20;

/**
 * Passes on, from the log, the last output that the attached streams did not bring, since they may close
 * before it arrives. Call it when the container has ended and its log is complete; with `follow`, earlier.
 */
export async function passRest(
  context: ClientContext,
  source: LogSource,
  {
    output,
    tty,
    follow,
  }: { readonly output: AttachedOutput; readonly tty: boolean; readonly follow: boolean },
  scope: Scope,
): Promise<void> {
  const end = follow ? undefined : await readLogOnce(context, source, scope, linesCompared);
  if (end && output.endsLike({ bytes: end, asked: linesCompared })) return;
  const { skip } = createSkipper(output.passed());
  for await (const bytes of createLogReader(context, source).read(follow, scope)) {
    const rest = skip(bytes);
    await output.pass(tty ? asTyped(rest) : rest);
  }
}
