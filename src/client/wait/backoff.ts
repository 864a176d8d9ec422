import { sleep } from '../scope.js';
import { watchBackoff } from '../timing.js';

/** Pauses between rounds that end or fail at once, so that they do not become a busy loop. */
export interface Backoff {
  /** Call before each round. */
  begin(): void;
  /** Call after it: pauses if it failed or was short, longer each time until a round lasts. */
  wait(failed: boolean): Promise<void>;
}

export function createBackoff(signal: AbortSignal): Backoff {
  let began = 0;
  let pauses = 0;
  return {
    begin() {
      began = performance.now();
    },
    async wait(failed) {
      const lasted = performance.now() - began >= watchBackoff.shortRound;
      if (lasted) pauses = 0;
      if (lasted && !failed) return;
      const pause = Math.min(watchBackoff.longest, watchBackoff.first * 2 ** pauses++);
      await sleep(pause * (0.5 + Math.random() / 2), signal);
    },
  };
}
