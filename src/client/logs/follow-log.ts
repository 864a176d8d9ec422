import type { Context } from '../context.js';
import { readPod } from '../read-pod.js';
import { type Scope, sleep } from '../scope.js';
import { stateOf } from '../wait/container-state.js';
import { type Watched, waitForState } from '../wait/wait-for-state.js';
import { createLogReader, type Wanted } from './read-log.js';

/** What is wanted of a log, and what the container writes until its end, over connections that break. */
export async function* followLog(
  context: Context,
  watched: Watched,
  wanted: Wanted,
  scope: Scope,
): AsyncGenerator<Buffer, void, void> {
  await waitForState(context, watched, {}, scope, ({ phase }) =>
    phase === 'running' || phase === 'terminated' ? phase : undefined,
  );
  const { tailLines } = wanted;
  // The last lines apart, one at least: a connection that breaks is then taken up where they end.
  const least = tailLines === undefined ? undefined : Math.max(1, tailLines);
  const reader = createLogReader(context, watched, { ...wanted, tailLines: least });
  if (least !== undefined) {
    for await (const bytes of reader.read(false, scope)) if (tailLines !== 0) yield bytes;
  }
  for (;;) {
    yield* reader.read(true, scope);
    // An answer that ends while the container runs was ended by something between.
    const pod = await readPod(context, watched.target, scope);
    if (stateOf(pod, watched.containerName).phase === 'terminated') break;
    await sleep(500, scope.signal);
  }
  yield* reader.read(false, scope);
}
