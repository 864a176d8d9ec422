import { AbortedError, DeadlineError } from './errors/broken.js';

/** What every call takes. */
export interface CallOptions {
  /** Stops the call, which then rejects with an `AbortedError`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds the call may take; it then rejects with a `DeadlineError` that names what it waited
   * for. `Infinity` waits for as long as it takes.
   */
  readonly timeout?: number | undefined;
}

/** A call under way: its one signal, whose `reason` is the error the call is to end with. */
export interface Scope {
  readonly signal: AbortSignal;
  /** Milliseconds left. */
  remaining(): number;
  /** What the deadline's error is to add: the last state seen, the last error met. */
  note(text: string, cause?: unknown): void;
}

/** The calls of one client, so that closing it ends them. */
export interface Lifetime {
  readonly open: Set<(error: AbortedError) => void>;
  closed: boolean;
}

export function createLifetime(): Lifetime {
  return { open: new Set(), closed: false };
}

export function endLifetime(lifetime: Lifetime): void {
  lifetime.closed = true;
  for (const end of [...lifetime.open]) end(new AbortedError('the client was closed'));
}

const longestTimer = 2 ** 31 - 1;

/** Runs `work` under a deadline, the caller's signal and the client's lifetime, whichever ends first. */
export async function withScope<Result>(
  lifetime: Lifetime,
  call: CallOptions & { readonly what: string; readonly timeout: number },
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> {
  const { signal, timeout, what } = call;
  if (!(timeout > 0)) {
    throw new TypeError(`timeout: must be a number of milliseconds above 0, got ${String(timeout)}`);
  }
  if (lifetime.closed) throw new AbortedError('the client was closed');
  if (signal?.aborted) throw abortedBy(signal, what);
  const controller = new AbortController();
  const until = Date.now() + timeout;
  let last: { text: string; cause: unknown } = { text: '', cause: undefined };
  const end = (error: Error) => controller.abort(error);
  const onAbort = () => end(signal ? abortedBy(signal, what) : new AbortedError('aborted'));
  const onDeadline = () => end(new DeadlineError(what, timeout, last.text, { cause: last.cause }));
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer = timeout > longestTimer ? undefined : setTimeout(onDeadline, timeout);
  lifetime.open.add(end);
  try {
    return await work({
      signal: controller.signal,
      remaining: () => Math.max(0, until - Date.now()),
      note: (text, cause) => {
        last = { text, cause: cause ?? last.cause };
      },
    });
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    lifetime.open.delete(end);
    // Whatever the call left running in the background ends with it.
    controller.abort(new AbortedError(`the call ended: ${what}`));
  }
}

function abortedBy(signal: AbortSignal, what: string): AbortedError {
  return new AbortedError(`aborted while waiting for ${what}`, { cause: signal.reason });
}

/** Waits, or rejects with the signal's reason. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      },
      Math.min(milliseconds, longestTimer),
    );
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Rejects with the signal's reason as soon as it is aborted; otherwise as `promise` does. */
export function orAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
