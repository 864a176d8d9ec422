import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBackoff } from '../../src/client/wait/backoff.js';
import { createGracePeriods } from '../../src/client/wait/grace-periods.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the backoff of watches', () => {
  const pause = async (backoff: ReturnType<typeof createBackoff>, lasts: number, failed = false) => {
    backoff.begin();
    vi.advanceTimersByTime(lasts);
    const began = performance.now();
    const resting = backoff.wait(failed);
    vi.runAllTimers();
    await resting;
    return performance.now() - began;
  };
  it('is that of the server where they last', async () => {
    const backoff = createBackoff(new AbortController().signal);
    expect(await pause(backoff, 1_000)).toBe(0);
    expect(await pause(backoff, 1_000)).toBe(0);
  });
  it('is slower each time one ends at once, until one lasts', async () => {
    const backoff = createBackoff(new AbortController().signal);
    const pauses: number[] = [];
    for (let round = 0; round < 12; round++) pauses.push(await pause(backoff, 1));
    expect(pauses[0]).toBeLessThanOrEqual(50);
    expect(Math.min(...pauses.slice(-3))).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(2_000);
    expect(await pause(backoff, 1_000, true)).toBeLessThanOrEqual(50);
  });
});

it('has grace for longer than a timer may run', () => {
  const checkAgain = vi.fn();
  const grace = createGracePeriods(checkAgain);
  for (const [index, long] of [2 ** 40, Number.POSITIVE_INFINITY].entries()) {
    expect(grace.isOver(`matter ${index}`, long)).toBe(false);
  }
  vi.advanceTimersByTime(2 ** 31 - 2);
  expect(checkAgain).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(checkAgain).toHaveBeenCalledTimes(2);
  grace.clearAll();
});
