import { type CallOptions, isDeadlineError } from '../../client/index.js';

/** The time that --timeout gives a whole command, from before its first request. */
export interface TimeLeft {
  /** What a call is given: it ends when the command is interrupted, or has no more time. */
  options(): CallOptions;
  /** Milliseconds, 1 at least: what the last call waits for is to be told. Undefined without --timeout. */
  left(): number | undefined;
  isUp(): boolean;
  /** Has the error of a call that got what was left name the time that the user gave. */
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
      // in place: its stack and what it knows of the container are to stay
      if (!isDeadlineError(error)) return error;
      if (given === undefined) error.message += '; --timeout sets another limit';
      else if (error.timeout <= given)
        error.message = error.message.replace(/^deadline of [\d.]+ m?s/, `deadline of ${given / 1_000} s`);
      return error;
    },
  };
}
