import { setMaxListeners } from 'node:events';
import type { OptionNames } from '../core/known-options.js';
import { AbortedError, DeadlineError } from './errors/broken.js';
import { type MaybeAdded, tellMaybeAdded } from './errors/maybe-added.js';
import { longestTimer } from './timing.js';

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

export const ofCall: OptionNames<CallOptions> = { signal: true, timeout: true };

/** A running call: one signal, whose `reason` is the error the call rejects with. */
export interface Scope {
  readonly signal: AbortSignal;
  /** Milliseconds left. */
  remaining(): number;
  /** Sets what the call waits for from now on; the deadline's error names it. */
  waitingFor(what: string): void;
  /** Adds to the deadline's error: the state last seen or, with a cause, the error since then. */
  note(text: string, cause?: unknown): void;
  /** From now on this container may exist: the error of the call names it. */
  mayHaveAdded(container: MaybeAdded): void;
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

/** A scope with a way to close it, which removes its timer and listeners. */
export interface OpenScope extends Scope {
  /** The error that the call is to reject with. */
  explain(error: unknown): unknown;
  close(): void;
}

export interface ScopeOptions extends CallOptions {
  readonly timeout: number;
  /** For the deadline's error: "the start of …". */
  readonly what: string;
}

/** Ends with the deadline, the caller's signal or the client's lifetime, whichever is first. */
export function openScope(lifetime: Lifetime, { signal, timeout, what }: ScopeOptions): OpenScope {
  if (!(timeout > 0)) {
    throw new TypeError(`timeout: must be a number of milliseconds above 0, got ${String(timeout)}`);
  }
  if (lifetime.closed) throw new AbortedError('the client was closed');
  if (signal?.aborted) throw abortedBy(signal, what);
  const controller = createController();
  const until = Date.now() + timeout;
  let waitedFor = what;
  let seen = '';
  let failure: { readonly text: string; readonly cause: unknown } | undefined;
  let added: MaybeAdded | undefined;
  const explain = (error: unknown) => tellMaybeAdded(error, added);
  const end = (error: Error) => controller.abort(explain(error));
  const onAbort = () => end(signal ? abortedBy(signal, waitedFor) : new AbortedError('aborted'));
  const onDeadline = () => {
    const notes = [seen, failure?.text].filter(Boolean).join('; ');
    end(new DeadlineError(waitedFor, timeout, notes, { cause: failure?.cause }));
  };
  // One signal may be for many calls, each of which listens for as long as it goes on.
  if (signal) setMaxListeners(0, signal);
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer = timeout > longestTimer ? undefined : setTimeout(onDeadline, timeout);
  lifetime.open.add(end);
  return {
    signal: controller.signal,
    remaining: () => Math.max(0, until - Date.now()),
    waitingFor(next) {
      waitedFor = next;
    },
    note(text, cause) {
      // a state was read, so the connection works again and the last error is over
      if (cause === undefined) seen = text;
      failure = cause === undefined ? undefined : { text, cause };
    },
    mayHaveAdded(container) {
      added = container;
    },
    explain,
    close() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      lifetime.open.delete(end);
      // Ends what the call left running in the background.
      controller.abort(new AbortedError(`the call ended: ${waitedFor}`));
    },
  };
}

/** A call may run many requests at once, and each adds a listener; without this Node warns of a leak. */
function createController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/**
 * Runs `work` in a scope of its own. Once the scope ends, the call rejects with its reason, even if
 * something in `work` still runs.
 */
export async function withScope<Result>(
  lifetime: Lifetime,
  options: ScopeOptions,
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> {
  const scope = openScope(lifetime, options);
  try {
    return await untilAborted(scope.signal, work(scope));
  } catch (error) {
    throw scope.signal.aborted ? scope.signal.reason : scope.explain(error);
  } finally {
    scope.close();
  }
}

function abortedBy(signal: AbortSignal, what: string): AbortedError {
  return new AbortedError(`aborted while waiting for ${what}`, { cause: signal.reason });
}

/** What a promise resolves to, or the signal's reason as soon as it is aborted. */
export async function untilAborted<Result>(signal: AbortSignal, result: Promise<Result>): Promise<Result> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
  });
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([result, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** A controller that is also aborted with its parent. Call `release`, or its listener stays on the parent. */
export interface ChildController {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
  /** Removes the listener from the parent. */
  release(): void;
}

/** Maps the signal of a part of a call to the signal of the whole call. */
const calls = new WeakMap<AbortSignal, AbortSignal>();

/** The signal of the whole call, given the signal of the call or of a part of it. */
export function callOf(signal: AbortSignal): AbortSignal {
  return calls.get(signal) ?? signal;
}

export function childOf(parent: AbortSignal = new AbortController().signal): ChildController {
  const controller = createController();
  calls.set(controller.signal, callOf(parent));
  const onAbort = () => controller.abort(parent.reason);
  if (parent.aborted) onAbort();
  else parent.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => parent.removeEventListener('abort', onAbort),
  };
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
