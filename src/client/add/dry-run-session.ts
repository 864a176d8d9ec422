import { nameContainer } from '../pod-ref.js';
import type { Session } from '../session.js';

/** The session of a container that was not stored: nothing of it will ever be there to wait for. */
export function dryRunSession({ name, podKey, pod, warnings }: Session): Session {
  const refuse = async (): Promise<never> => {
    throw new TypeError(`${nameContainer(podKey, name)} is not there: it was a dry run`);
  };
  return {
    name,
    podKey,
    pod,
    warnings,
    waitForRunning: refuse,
    waitForExit: refuse,
    attach: refuse,
    async *logs() {
      yield await refuse();
    },
  };
}
