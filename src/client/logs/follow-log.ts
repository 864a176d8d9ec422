import type { Context } from '../context.js';
import { readPod } from '../read-pod.js';
import { type Scope, sleep } from '../scope.js';
import { stateOf } from '../wait/container-state.js';
import { type Watched, waitForState } from '../wait/wait-for-state.js';
import { createLogReader } from './read-log.js';

/** All that the container wrote and writes until its end, over connections that break. */
export async function* followLog(
  context: Context,
  watched: Watched,
  scope: Scope,
): AsyncGenerator<Buffer, void, void> {
  await waitForState(context, watched, {}, scope, ({ phase }) =>
    phase === 'running' || phase === 'terminated' ? phase : undefined,
  );
  const reader = createLogReader(context, watched);
  for (;;) {
    yield* reader.read(true, scope);
    // An answer that ends while the container runs was ended by something between.
    const pod = await readPod(context, watched.target, scope);
    if (stateOf(pod, watched.containerName).phase === 'terminated') break;
    await sleep(500, scope.signal);
  }
  yield* reader.read(false, scope);
}
