import {
  type Attempt,
  collect,
  containerOf,
  linesFrom,
  type Outcome,
  printLines,
  sortLines,
} from './attempt.js';

/** What goes on while the API server is restarted. */
export interface Work {
  readonly name: string;
  readonly right: Outcome;
  /** The kinds of error it may end with; it must end right where there are none. */
  readonly mayFailWith: readonly string[];
  run(attempt: RestartAttempt): Promise<Outcome>;
}

export interface RestartAttempt extends Attempt {
  /** To be called when the restart may come. */
  readonly ready: () => void;
  /** Resolves when the API server is there again. */
  readonly back: Promise<void>;
}

const seconds = 9;
const some = linesFrom(0, seconds * 4);
const half = linesFrom(0, 50);
const otherHalf = linesFrom(50, 50);
const printSlowly = printLines(0, seconds * 4, 0.25);

async function* typeAround({ back }: RestartAttempt) {
  yield half;
  await back;
  yield otherHalf;
}

/** Under way when the API server goes. */
export const before: readonly Work[] = [
  {
    name: 'run, with input pending',
    right: { exitCode: 3, output: `early\n${half}${otherHalf}` },
    mayFailWith: ['connection-lost'],
    async run(attempt) {
      const { take, text } = collect(attempt.ready);
      const container = containerOf(attempt, 'echo early; cat; sleep 0.5; exit 3');
      const options = { timeout: attempt.timeout, stdin: typeAround(attempt), stdout: take };
      const { exitCode } = await attempt.client.run(attempt.ref, container, options);
      return { exitCode, output: text() };
    },
  },
  {
    name: 'attached, with input pending',
    right: { exitCode: 3, output: `early\n${half}${otherHalf}` },
    mayFailWith: ['connection-lost'],
    async run(attempt) {
      const { take, text } = collect(attempt.ready);
      const container = containerOf(attempt, 'echo early; cat; sleep 0.5; exit 3');
      const session = await attempt.client.add(attempt.ref, { ...container, stdin: true, stdinOnce: true });
      await session.waitForRunning();
      const { done } = await session.attach({
        stdin: typeAround(attempt),
        stdout: take,
        history: true,
        signal: attempt.signal,
      });
      await done;
      const { exitCode } = await session.waitForExit();
      return { exitCode, output: text() };
    },
  },
  {
    name: 'run, with stderr apart',
    right: { exitCode: 4, output: sortLines(some) },
    mayFailWith: [],
    async run(attempt) {
      const { take, text } = collect(attempt.ready);
      const container = containerOf(attempt, `{ ${printSlowly}; } >&2; exit 4`);
      const options = { timeout: attempt.timeout, stdout: take, stderr: (bytes: Buffer) => take(bytes) };
      const { exitCode } = await attempt.client.run(attempt.ref, container, options);
      return { exitCode, output: sortLines(text()) };
    },
  },
  {
    name: 'run, its output followed',
    right: { exitCode: 5, output: some },
    mayFailWith: [],
    async run(attempt) {
      const { take, text } = collect(attempt.ready);
      const container = containerOf(attempt, `${printSlowly}; exit 5`);
      const options = { timeout: attempt.timeout, stdout: take };
      const { exitCode } = await attempt.client.run(attempt.ref, container, options);
      return { exitCode, output: text() };
    },
  },
  {
    name: 'waiting for the exit',
    right: { exitCode: 6, output: '' },
    mayFailWith: [],
    async run(attempt) {
      const session = await attempt.client.add(attempt.ref, containerOf(attempt, `sleep ${seconds}; exit 6`));
      await session.waitForRunning();
      attempt.ready();
      const { exitCode } = await session.waitForExit({ timeout: attempt.timeout });
      return { exitCode, output: '' };
    },
  },
  {
    name: 'following the log',
    right: { exitCode: 7, output: some },
    mayFailWith: [],
    async run(attempt) {
      const { take, text } = collect(attempt.ready);
      const session = await attempt.client.add(attempt.ref, containerOf(attempt, `${printSlowly}; exit 7`));
      for await (const bytes of session.logs({ follow: true, timeout: attempt.timeout })) take(bytes);
      const { exitCode } = await session.waitForExit({ timeout: attempt.timeout });
      return { exitCode, output: text() };
    },
  },
];

/** Begins when the others are under way: its container is stored, and has not started when the API server goes. */
export const starting: Work = {
  name: 'waiting for the start',
  right: { exitCode: 8, output: 'there\n' },
  mayFailWith: [],
  async run(attempt) {
    const { timeout } = attempt;
    const { take, text } = collect(() => {});
    const session = await attempt.client.add(
      attempt.ref,
      containerOf(attempt, 'echo there; sleep 0.5; exit 8'),
    );
    attempt.ready();
    await session.waitForRunning({ timeout });
    const { exitCode } = await session.waitForExit({ timeout });
    for await (const bytes of session.logs({ timeout })) take(bytes);
    return { exitCode, output: text() };
  },
};

/** Goes through all of add, start, input, output and exit, from whenever it is begun. */
const wholeRun = (name: string): Work => ({
  name,
  right: { exitCode: 9, output: `${half}${otherHalf}` },
  mayFailWith: [],
  async run(attempt) {
    const { take, text } = collect(() => {});
    const { timeout } = attempt;
    const options = { timeout, stdin: `${half}${otherHalf}`, stdout: take };
    const { exitCode } = await attempt.client.run(
      attempt.ref,
      containerOf(attempt, 'cat; sleep 0.5; exit 9'),
      options,
    );
    return { exitCode, output: text() };
  },
});

/** Its patch is on its way when the API server goes. */
export const adding = wholeRun('adding');
/** Begins when the API server is gone. */
export const after = wholeRun('adding while it is away');
