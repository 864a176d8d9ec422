import { pickKnown, requireKnown } from '../core/known-options.js';
import { type AddOptions, type ContainerToAdd, ofAdd } from './add/add-options.js';
import type { ClientContext } from './context.js';
import { isClientError } from './errors/guards.js';
import { type FleetOptions, type FleetResult, ofFleetPod } from './fleet.js';
import { type PodKey, type PodRef, podInHand } from './pod-ref.js';
import type { RunResult } from './run/run.js';
import { ofRun, type RunOptions } from './run/run-options.js';
import { createSession, type Session } from './session.js';
import { ofWait } from './wait/wait-options.js';

/** The calls of the client that a fleet makes for each Pod. */
interface Adder {
  add(podRef: PodRef, container: ContainerToAdd, options: AddOptions): Promise<Session>;
  run(podRef: PodRef, container: ContainerToAdd, options: RunOptions): Promise<RunResult>;
}

/** Adds the container to one Pod of a fleet; an error of the client becomes its result. */
export async function addToOne(
  client: Adder,
  context: ClientContext,
  { ref, podKey }: { readonly ref: PodRef; readonly podKey: PodKey },
  makeContainer: (ref: PodRef) => ContainerToAdd,
  { perPod, until = 'running', ...options }: FleetOptions,
): Promise<FleetResult> {
  const began = Date.now();
  try {
    const ofThis = perPod?.(podKey) ?? {};
    requireKnown(ofThis, ofFleetPod, 'perPod');
    const own = { ...options, ...ofThis };
    const { timeout = context.timeout } = own;
    const wanted = makeContainer(ref);
    if (until === 'exit') {
      const run = await client.run(ref, wanted, pickKnown(own, ofRun));
      const { containerName, warnings } = run;
      // Without resourceVersion, so that the session reads the Pod, which has changed, again.
      const uid = podInHand(ref)?.metadata?.uid;
      const pod = { metadata: { ...podKey, ...(uid && { uid }) } };
      return {
        ok: true,
        podKey,
        session: createSession(context, podKey, containerName, { pod, warnings }),
        run,
      };
    }
    const session = await client.add(ref, wanted, { ...pickKnown(own, ofAdd), timeout });
    own.onAdded?.({ containerName: session.name, warnings: session.warnings });
    const left = Math.max(1, timeout - (Date.now() - began));
    if (until === 'running') await session.waitForRunning({ ...pickKnown(own, ofWait), timeout: left });
    return { ok: true, podKey, session };
  } catch (error) {
    if (!isClientError(error)) throw error;
    return { ok: false, podKey, error };
  }
}
