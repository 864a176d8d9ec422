import type { Session } from '../session.js';

/** The session of a container that was not stored: nothing of it will ever be there to wait for. */
export function dryRunSession({ name, target, pod, warnings }: Session): Session {
  const refuse = async (): Promise<never> => {
    throw new TypeError(
      `ephemeral container "${name}" is not in Pod "${target.namespace}/${target.name}": it was a dry run`,
    );
  };
  return {
    name,
    target,
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
