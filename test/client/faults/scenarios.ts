import type { EphemeralContainersClient } from '../../../src/client/index.js';

const ref = { namespace: 'default', name: 'web' };

/** What came out at the end: as text, to be compared with what is right. */
export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
}

export interface Scenario {
  readonly name: string;
  readonly right: Outcome;
  /** Whether input is given, which a broken attach may have cut off. */
  readonly input: boolean;
  /** Within so many milliseconds for each call. */
  run(client: EphemeralContainersClient, timeout: number): Promise<Outcome>;
}

const numbers = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('');

export const scenarios: readonly Scenario[] = [
  {
    name: 'run with input',
    input: true,
    right: { exitCode: 3, output: `early\n${numbers}` },
    async run(client, timeout) {
      const container = { image: 'busybox', command: ['sh', '-c', 'echo early; sleep 0.2; cat; exit 3'] };
      const { exitCode, output } = await client.run(ref, container, { stdin: numbers, timeout });
      return { exitCode, output: output.toString() };
    },
  },
  {
    name: 'run',
    input: false,
    right: { exitCode: 4, output: 'one\ntwo\n' },
    async run(client, timeout) {
      const container = { image: 'busybox', command: ['sh', '-c', 'echo one; sleep 0.2; echo two; exit 4'] };
      const { exitCode, output } = await client.run(ref, container, { timeout });
      return { exitCode, output: output.toString() };
    },
  },
  {
    name: 'add, wait, attach, exit, logs',
    input: true,
    right: { exitCode: 5, output: 'early\nin\nearly\nin\n' },
    async run(client, timeout) {
      const command = ['sh', '-c', 'echo early; sleep 0.3; cat; exit 5'];
      const container = { image: 'busybox', command, stdin: true, stdinOnce: true };
      const session = await client.add(ref, container, { timeout });
      await session.waitForRunning({ timeout });
      let output = '';
      const stdout = (bytes: Buffer) => {
        output += bytes.toString();
      };
      const signal = AbortSignal.timeout(timeout);
      const attached = await session.attach({ stdin: 'in\n', stdout, timeout, signal, history: true });
      await attached.done;
      const { exitCode } = await session.waitForExit({ timeout });
      for await (const bytes of session.logs({ follow: true, timeout })) stdout(bytes);
      return { exitCode, output };
    },
  },
];
