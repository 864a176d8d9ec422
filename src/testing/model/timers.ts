/** The timers of one server, so that closing it leaves none behind. */
export interface Timers {
  /** Runs `task` after `ms`; the answer cancels it. */
  after(ms: number, task: () => void): () => void;
  /** Resolves after `ms`; rejects with the signal's reason, or when the server closes. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  stop(): void;
}

export function startTimers(): Timers {
  const pending = new Map<NodeJS.Timeout, ((error: Error) => void) | undefined>();
  let stopped = false;

  function schedule(ms: number, task: () => void, cancelled?: (error: Error) => void): () => void {
    const timer = setTimeout(
      () => {
        pending.delete(timer);
        task();
      },
      Math.min(ms, 2 ** 31 - 1),
    );
    pending.set(timer, cancelled);
    return () => {
      clearTimeout(timer);
      pending.delete(timer);
    };
  }

  return {
    after(ms, task) {
      return stopped ? () => {} : schedule(ms, task);
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (stopped) return reject(new Error('the server is closed'));
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = (): void => {
          cancel();
          reject(signal?.reason);
        };
        const cancel = schedule(
          ms,
          () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
          reject,
        );
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
    stop() {
      stopped = true;
      for (const [timer, cancelled] of pending) {
        clearTimeout(timer);
        cancelled?.(new Error('the server is closed'));
      }
      pending.clear();
    },
  };
}
