import type { ClientContext } from '../context.js';
import { type Scope, sleep } from '../scope.js';
import { logEndPollInterval } from '../timing.js';
import type { ReadPod } from '../wait/cached-pod.js';
import { stateOf } from '../wait/container-state.js';
import { createLogReader, type LogSource, type Wanted } from './read-log.js';

/**
 * What is wanted of the log of a container that has started, and what it writes until its end, over
 * connections that break.
 */
export async function* followLog(
  context: ClientContext,
  source: LogSource & { readonly readPod: ReadPod },
  wanted: Wanted,
  scope: Scope,
): AsyncGenerator<Buffer, void, void> {
  const { tailLines } = wanted;
  // The last lines, at least one, are read by themselves: after a broken connection, reading continues after them.
  const least = tailLines === undefined ? undefined : Math.max(1, tailLines);
  const reader = createLogReader(context, source, { ...wanted, tailLines: least });
  if (least !== undefined) {
    for await (const bytes of reader.read(false, scope)) if (tailLines !== 0) yield bytes;
  }
  for (;;) {
    yield* reader.read(true, scope);
    // An answer that ends while the container runs was cut off, by a proxy for instance.
    const pod = await source.readPod(scope, { anew: true });
    if (stateOf(pod, source.containerName).phase === 'terminated') break;
    await sleep(logEndPollInterval, scope.signal);
  }
  yield* reader.read(false, scope);
}
