import { nameContainer } from '../pod-ref.js';
import type { Session } from '../session.js';

/** The session of a container that a dry run did not store: every wait and read of it is refused. */
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
