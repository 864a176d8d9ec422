import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPace } from '../../src/client/wait/pace.js';
import { createPatience } from '../../src/client/wait/patience.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the pace of watches', () => {
  const pause = async (pace: ReturnType<typeof createPace>, lasts: number, failed = false) => {
    pace.begin();
    vi.advanceTimersByTime(lasts);
    const began = performance.now();
    const resting = pace.rest(failed);
    vi.runAllTimers();
    await resting;
    return performance.now() - began;
  };
  it('is that of the server where they last', async () => {
    const pace = createPace(new AbortController().signal);
    expect(await pause(pace, 1_000)).toBe(0);
    expect(await pause(pace, 1_000)).toBe(0);
  });
  it('is slower each time one ends at once, until one lasts', async () => {
    const pace = createPace(new AbortController().signal);
    const pauses: number[] = [];
    for (let round = 0; round < 12; round++) pauses.push(await pause(pace, 1));
    expect(pauses[0]).toBeLessThanOrEqual(50);
    expect(Math.min(...pauses.slice(-3))).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(2_000);
    expect(await pause(pace, 1_000, true)).toBeLessThanOrEqual(50);
  });
});

it('has patience for longer than a timer may run', () => {
  const judgeAgain = vi.fn();
  const patience = createPatience(judgeAgain);
  for (const [index, long] of [2 ** 40, Number.POSITIVE_INFINITY].entries()) {
    expect(patience.isOver(`matter ${index}`, long)).toBe(false);
  }
  vi.advanceTimersByTime(2 ** 31 - 2);
  expect(judgeAgain).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(judgeAgain).toHaveBeenCalledTimes(2);
  patience.clear();
});
