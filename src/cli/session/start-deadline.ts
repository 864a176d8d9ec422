import type { ContainerState } from '../../client/index.js';
import { CliError } from '../cli-error.js';
import { exitCode } from '../io.js';

/** Ends a call whose container does not start in time, however long its program may then run. */
export interface StartDeadline {
  /** Aborted when the time is up, or with the signal it was made from. */
  readonly signal: AbortSignal;
  /** Tells what the container is doing: once it runs, there is no more deadline. */
  seen(state: ContainerState): void;
  /** Ends it; throws where it was what ended the call. */
  end(): void;
}

export interface StartingContainer {
  readonly podName: string;
  readonly containerName: string;
}

/** setTimeout takes no more, and ends at once. */
const longestTimer = 2 ** 31;

/** The milliseconds there are, and those that the user was promised, of which some may be gone. */
export interface StartLimit {
  readonly left: number;
  readonly given: number;
}

/** Without a limit there is no deadline, only the signal. */
export function startDeadline(
  { podName, containerName }: StartingContainer,
  parent: AbortSignal | undefined,
  limit?: StartLimit,
): StartDeadline {
  const controller = new AbortController();
  let last: ContainerState = { phase: 'pending' };
  let problem: CliError | undefined;
  const onAbort = () => controller.abort(parent?.reason);
  const { left, given } = limit ?? { left: longestTimer, given: longestTimer };
  const giveUp = () => {
    const sentence = `${containerName} in Pod ${podName} did not start within ${given / 1000} s: ${describe(last)}; --timeout sets another limit`;
    problem = new CliError(sentence, exitCode.deadline, containerName);
    controller.abort(problem);
  };
  const timer = left < longestTimer ? setTimeout(giveUp, left) : undefined;
  if (parent?.aborted) onAbort();
  parent?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    seen(state) {
      last = state;
      if (state.phase === 'running' || state.phase === 'terminated') clearTimeout(timer);
    },
    end() {
      clearTimeout(timer);
      parent?.removeEventListener('abort', onAbort);
      if (problem !== undefined) throw problem;
    },
  };
}

function describe(state: ContainerState): string {
  if (state.phase !== 'waiting') return 'the kubelet has not taken it up';
  return [state.reason, state.message].filter((part) => part !== '').join(': ');
}
