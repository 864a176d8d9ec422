import { randomBytes } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import type { RunResult } from '../../src/client/index.js';
import { busybox } from '../contract/target.js';
import { findKubectl, median, runKubectl } from './kubectl.js';
import { useCluster } from './use-cluster.js';

const runs = 100;
/** Pods get a fresh one after so many: the kubelet allows each only so many events. */
const runsPerPod = 20;

interface Case {
  readonly pod: string;
  readonly stdin: Buffer;
  readonly exitCode: number;
}

/** Lines, lines that are all alike, and bytes of any kind. */
const kinds = [
  linesOfSize,
  (size: number) => Buffer.alloc(size, 'the same line again\n'),
  (size: number) => randomBytes(size),
];

/** From one byte to a megabyte, evenly on a logarithmic scale. */
const cases: readonly Case[] = Array.from({ length: runs }, (_, index) => ({
  pod: `${Math.floor(index / runsPerPod)}`,
  stdin: kinds[index % kinds.length]?.(Math.round(10 ** ((6 * index) / (runs - 1)))) ?? Buffer.alloc(0),
  exitCode: index % 7,
}));

/** Its termination message is how many bytes of input it had. */
const program = (exitCode: number) => [
  'sh',
  '-c',
  `tee /tmp/input; wc -c < /tmp/input > /dev/termination-log; exit ${exitCode}`,
];

describe('piped input', () => {
  const at = useCluster('piped');

  it(`comes back whole with the right exit code, ${runs} times`, async () => {
    const wrong: string[] = [];
    const took: number[] = [];
    let again = 0;
    for (const item of cases) {
      const began = performance.now();
      let result = await runPiped(item);
      took.push(performance.now() - began);
      if (await isLostByNode(item, result)) {
        again++;
        result = await runPiped(item);
      }
      if (isRight(item, result)) continue;
      const came = `${result.output.length} came back, exit code ${result.exitCode} for ${item.exitCode}`;
      wrong.push(`${item.stdin.length} bytes: ${came}`);
    }
    const right = `piped input: ${runs - wrong.length} of ${runs} right`;
    const notOurs = `${again} run again because the node's log lacked it too`;
    console.log(`${right}, ${notOurs}, median ${Math.round(median(took))} ms`);
    expect(wrong).toEqual([]);
  }, 1_200_000);

  async function runPiped({ pod, stdin, exitCode }: Case): Promise<RunResult> {
    const ref = at.refTo(await podFor('ours', pod));
    return at.client.run(ref, { ...busybox, command: program(exitCode) }, { stdin });
  }

  /**
   * Whether the program had all input, its output is short of its end, and the node's own log has no more of it:
   * what is in the pipe of a program that ends at once may be lost there (containerd before 1.6.22 and 1.7.3,
   * task.go task.Delete).
   */
  async function isLostByNode({ stdin, exitCode }: Case, result: RunResult): Promise<boolean> {
    const { output, message, podKey: pod, containerName } = result;
    const isShort = output.length < stdin.length && stdin.subarray(0, output.length).equals(output);
    if (result.exitCode !== exitCode || Number(message) !== stdin.length || !isShort) return false;
    const session = await at.client.open(pod, containerName);
    const log: Buffer[] = [];
    for await (const bytes of session.logs()) log.push(bytes);
    return asLogged(output).startsWith(asLogged(Buffer.concat(log)));
  }

  it('prints how kubectl debug does with the same', async ({ skip }) => {
    const kubectl = findKubectl(inject('clusterRun'));
    if (!kubectl) return skip();
    let outputs = 0;
    let codes = 0;
    let both = 0;
    for (const { pod, stdin, exitCode } of cases) {
      const name = await podFor('kubectl', pod);
      const result = await runKubectl(
        kubectl,
        [
          ...['--kubeconfig', inject('kubeconfig'), 'debug', '-n', at.target.namespace, name, '-i', '-q'],
          ...['--image', busybox.image, '--image-pull-policy', busybox.imagePullPolicy],
          ...['--profile', 'general', '--', ...program(exitCode)],
        ],
        { stdin, timeout: 15_000 },
      );
      const whole = result.stdout.equals(stdin);
      if (whole) outputs++;
      if (result.code === exitCode) codes++;
      if (whole && result.code === exitCode) both++;
    }
    console.log(
      `kubectl debug: ${both} of ${runs} right; output in ${outputs}, exit code in ${codes} (of which 0: ${cases.filter(({ exitCode }) => exitCode === 0).length})`,
    );
  }, 2_400_000);

  const made = new Set<string>();
  async function podFor(prefix: string, pod: string): Promise<string> {
    const name = `${prefix}-${pod}`;
    if (!made.has(name)) await at.target.createPod({ name });
    made.add(name);
    return name;
  }
});

const isRight = ({ stdin, exitCode }: Case, result: RunResult) =>
  result.exitCode === exitCode && result.output.equals(stdin);

/** A log has no carriage returns before the ends of lines. */
const asLogged = (bytes: Buffer) => bytes.toString('latin1').replaceAll(/\r+(?=\n|$)/g, '');

function linesOfSize(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, line = 0; at < size; line++)
    at += bytes.write(`${line} the quick brown fox\n`, at, 'latin1');
  return bytes;
}
