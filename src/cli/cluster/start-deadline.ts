import type { ContainerState } from '../../client/wait/container-state.js';
import { exitCode } from '../io.js';
import { CliProblem } from '../problem.js';
import { startTimeout } from './wait-flags.js';

/** Ends a call whose container does not start, however long its program may then run. */
export interface StartDeadline {
  /** Aborted when the time is up, or with the signal it was made from. */
  readonly signal: AbortSignal;
  /** Tells what the container is doing: once it runs, there is no more deadline. */
  seen(state: ContainerState): void;
  clear(): void;
}

export function startDeadline(
  podName: string,
  containerName: string,
  parent: AbortSignal | undefined,
  timeout = startTimeout,
): StartDeadline {
  const controller = new AbortController();
  let last: ContainerState = { phase: 'pending' };
  const onAbort = () => controller.abort(parent?.reason);
  const timer = setTimeout(() => {
    const seconds = Math.round(timeout / 1000);
    const state =
      last.phase === 'waiting'
        ? `${last.reason}${last.message === '' ? '' : `: ${last.message}`}`
        : 'the kubelet has not seen it';
    const sentence = `${containerName} in Pod ${podName} did not start within ${seconds} s (${state}); --timeout sets another limit`;
    controller.abort(new CliProblem(sentence, exitCode.deadline));
  }, timeout);
  if (parent?.aborted) onAbort();
  parent?.addEventListener('abort', onAbort, { once: true });
  const clear = () => {
    clearTimeout(timer);
    parent?.removeEventListener('abort', onAbort);
  };
  return {
    signal: controller.signal,
    seen(state) {
      last = state;
      if (state.phase === 'running' || state.phase === 'terminated') clearTimeout(timer);
    },
    clear,
  };
}
