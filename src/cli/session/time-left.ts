import { type CallOptions, isDeadlineError } from '../../client/index.js';

/** The time that --timeout gives a whole command, from before its first request. */
export interface TimeLeft {
  /** The signal for calls: aborted when the command is interrupted or out of time. */
  options(): CallOptions;
  /** Milliseconds, 1 at least: what the last call waits for is to be told. Undefined without --timeout. */
  left(): number | undefined;
  isUp(): boolean;
  /** Makes the deadline error of a call name the whole --timeout rather than what was left of it. */
  explain(error: unknown): unknown;
}

export function startTime(given: number | undefined, signal: AbortSignal | undefined): TimeLeft {
  const until = given === undefined ? Number.POSITIVE_INFINITY : Date.now() + given;
  const left = () => (given === undefined ? undefined : Math.max(1, until - Date.now()));
  return {
    options: () => ({ signal, timeout: left() }),
    left,
    isUp: () => Date.now() >= until,
    explain(error) {
      // changes the error itself, to keep its stack and the container it names
      if (!isDeadlineError(error)) return error;
      if (given === undefined) error.message += '; --timeout sets another limit';
      else if (error.timeout <= given)
        error.message = error.message.replace(/^deadline of [\d.]+ m?s/, `deadline of ${given / 1_000} s`);
      return error;
    },
  };
}
