import { longestTimer } from '../timing.js';

/** What is put up with for a time: each matter has a clock of its own. */
export interface GracePeriods {
  /** Whether `matter` has lasted for so many milliseconds; asks to be judged again when it will have. */
  isOver(matter: string, milliseconds: number): boolean;
  /** The matter is settled; its clock begins anew if it comes back. */
  clear(matter: string): void;
  clearAll(): void;
}

/** Without `judgeAgain`, nothing is left running: it is for who judges again anyway. */
export function createGracePeriods(judgeAgain?: () => void): GracePeriods {
  const since = new Map<string, number>();
  const timers = new Map<string, NodeJS.Timeout>();
  const settle = (matter: string) => {
    since.delete(matter);
    clearTimeout(timers.get(matter));
    timers.delete(matter);
  };
  return {
    isOver(matter, milliseconds) {
      const began = since.get(matter) ?? Date.now();
      since.set(matter, began);
      const left = began + milliseconds - Date.now();
      if (left <= 0) return true;
      if (judgeAgain && !timers.has(matter)) {
        const again = () => {
          timers.delete(matter);
          judgeAgain();
        };
        timers.set(matter, setTimeout(again, Math.min(left, longestTimer)));
      }
      return false;
    },
    clear: settle,
    clearAll() {
      for (const matter of [...since.keys()]) settle(matter);
    },
  };
}
