import { longestTimer } from '../timing.js';

/** How long each condition may last before it counts as a failure. */
export interface GracePeriods {
  /** Whether `condition` has lasted for so many milliseconds; asks for another check when it will have. */
  isOver(condition: string, milliseconds: number): boolean;
  /** The condition no longer holds; its time starts anew if it comes back. */
  clear(condition: string): void;
  clearAll(): void;
}

/** Without `checkAgain` no timer is started: for callers that check in a loop. */
export function createGracePeriods(checkAgain?: () => void): GracePeriods {
  const since = new Map<string, number>();
  const timers = new Map<string, NodeJS.Timeout>();
  const clear = (condition: string) => {
    since.delete(condition);
    clearTimeout(timers.get(condition));
    timers.delete(condition);
  };
  return {
    isOver(condition, milliseconds) {
      const began = since.get(condition) ?? Date.now();
      since.set(condition, began);
      const left = began + milliseconds - Date.now();
      if (left <= 0) return true;
      if (checkAgain && !timers.has(condition)) {
        const again = () => {
          timers.delete(condition);
          checkAgain();
        };
        timers.set(condition, setTimeout(again, Math.min(left, longestTimer)));
      }
      return false;
    },
    clear,
    clearAll() {
      for (const condition of [...since.keys()]) clear(condition);
    },
  };
}
