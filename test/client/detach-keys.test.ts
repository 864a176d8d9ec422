import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseDetachKeys, untilDetachKeys } from '../../src/client/io/detach-keys.js';
import { readInput } from '../../src/client/io/input.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it.each([
  [true, [0x10, 0x11]],
  ['ctrl-p,ctrl-q', [0x10, 0x11]],
  ['ctrl-a,d', [1, 100]],
  ['ctrl-\\', [28]],
  ['~,.', [126, 46]],
])('reads %j', (keys, bytes) => {
  expect(parseDetachKeys(keys)).toEqual(Uint8Array.from(bytes));
});

it('knows of none', () => {
  expect(parseDetachKeys(false)).toBeUndefined();
});

it.each(['', 'ctrl-', 'ctrl-pp', 'ctrl-P', 'a,', 'ctrl-1', 'é', 'none'])('refuses %j', (keys) => {
  expect(() => parseDetachKeys(keys)).toThrow(TypeError);
});

/** What is passed on of keys, of which each is typed when the one before was taken. */
function type(keys: AsyncIterable<Uint8Array>, detachKeys: string | boolean = true) {
  const passed: number[][] = [];
  const { signal } = new AbortController();
  const reader = readInput(keys);
  const read = async () => {
    const input = untilDetachKeys(reader, parseDetachKeys(detachKeys), signal);
    let next = await input.next();
    for (; !next.done; next = await input.next()) passed.push([...next.value]);
    return next.value;
  };
  return { passed, ended: read() };
}

it('holds Ctrl-P back for a while only, so that a shell has its last command', async () => {
  let typeNext = () => {};
  const waiting = new Promise<void>((resolve) => {
    typeNext = resolve;
  });
  async function* keys() {
    yield Uint8Array.of(0x10);
    await waiting;
    yield Uint8Array.of(0x11);
  }
  const { passed, ended } = type(keys());
  await vi.advanceTimersByTimeAsync(900);
  expect(passed).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(passed).toEqual([[0x10]]);
  typeNext();
  expect(await ended).toBe('ended');
  expect(passed).toEqual([[0x10], [0x11]]);
});

it('detaches where one key follows the other', async () => {
  async function* keys() {
    yield Uint8Array.of(1, 0x10);
    yield Uint8Array.of(0x11, 2);
  }
  const { passed, ended } = type(keys());
  expect(await ended).toBe('detached');
  expect(passed).toEqual([[1]]);
});

it('passes all on where no keys detach', async () => {
  async function* keys() {
    yield Uint8Array.of(0x10, 0x11);
  }
  const { passed, ended } = type(keys(), false);
  expect(await ended).toBe('ended');
  expect(passed).toEqual([[0x10, 0x11]]);
});
