import {
  type Attempt,
  collect,
  containerOf,
  linesFrom,
  type Outcome,
  printLines,
  sortLines,
} from './attempt.js';

/** What a fault may wait for, beside a request. */
export type Moment = 'stored' | 'running' | 'first output' | 'amid input';

export interface WatchedAttempt extends Attempt {
  readonly reach: (moment: Moment) => void;
}

/** A way from add to exit, over which faults come. */
export interface Scenario {
  readonly name: string;
  readonly right: Outcome;
  /** Whether input is given, which a broken attach may have cut off. */
  readonly input: boolean;
  run(attempt: WatchedAttempt): Promise<Outcome>;
}

const half = linesFrom(0, 150);
const otherHalf = linesFrom(150, 150);
const printHalf = printLines(0, 150);
const printOtherHalf = printLines(150, 150);

async function* typeInput({ reach }: WatchedAttempt) {
  yield half;
  reach('amid input');
  yield otherHalf;
}

const hooksOf = ({ reach, timeout, signal }: WatchedAttempt) => ({
  timeout,
  signal,
  onAdded: () => reach('stored'),
  onState({ phase }: { readonly phase: string }) {
    if (phase === 'running') reach('running');
  },
});

export const runWithInput: Scenario = {
  name: 'run with input',
  input: true,
  right: { exitCode: 3, output: `early\n${half}${otherHalf}` },
  async run(attempt) {
    const { take, text } = collect(() => attempt.reach('first output'));
    const container = containerOf(attempt, 'echo early; sleep 0.2; cat; sleep 0.5; exit 3');
    const options = { ...hooksOf(attempt), stdin: typeInput(attempt), stdout: take };
    const { exitCode } = await attempt.client.run(attempt.ref, container, options);
    return { exitCode, output: text() };
  },
};

export const run: Scenario = {
  name: 'run',
  input: false,
  right: { exitCode: 4, output: `${half}${otherHalf}` },
  async run(attempt) {
    const { take, text } = collect(() => attempt.reach('first output'));
    const container = containerOf(attempt, `${printHalf}; sleep 2.5; ${printOtherHalf}; sleep 0.5; exit 4`);
    const options = { ...hooksOf(attempt), stdout: take };
    const { exitCode } = await attempt.client.run(attempt.ref, container, options);
    return { exitCode, output: text() };
  },
};

export const runWithStderr: Scenario = {
  name: 'run with stderr apart',
  input: false,
  right: { exitCode: 6, output: sortLines(`${half}${otherHalf}`) },
  async run(attempt) {
    const { take, text } = collect(() => attempt.reach('first output'));
    const script = `sleep 0.3; ${printHalf}; sleep 2.5; { ${printOtherHalf}; } >&2; sleep 0.5; exit 6`;
    const options = { ...hooksOf(attempt), stdout: take, stderr: (bytes: Buffer) => take(bytes) };
    const { exitCode } = await attempt.client.run(attempt.ref, containerOf(attempt, script), options);
    return { exitCode, output: sortLines(text()) };
  },
};

export const session: Scenario = {
  name: 'add, wait, attach, exit, logs',
  input: true,
  right: { exitCode: 5, output: `early\n${half}${otherHalf}early\n${half}${otherHalf}` },
  async run(attempt) {
    const { client, ref, timeout, signal, reach } = attempt;
    const { take, text } = collect(() => reach('first output'));
    const container = containerOf(attempt, 'echo early; sleep 0.3; cat; sleep 0.5; exit 5');
    const started = await client.add(ref, { ...container, stdin: true, stdinOnce: true }, { timeout });
    reach('stored');
    await started.waitForRunning({ timeout });
    reach('running');
    const stdin = typeInput(attempt);
    const attached = await started.attach({ stdin, stdout: take, history: true, timeout, signal });
    await attached.done;
    const { exitCode } = await started.waitForExit({ timeout });
    for await (const bytes of started.logs({ follow: true, timeout })) take(bytes);
    return { exitCode, output: text() };
  },
};
