import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { openCluster } from '../contract/cluster.js';
import { busybox, type ContractTarget } from '../contract/target.js';
import { findKubectl, median, runKubectl } from './kubectl.js';

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

const program = (exitCode: number) => ['sh', '-c', `cat; exit ${exitCode}`];

describe('piped input', () => {
  let target: ContractTarget;
  let client: EphemeralContainersClient;
  let right = 0;
  beforeAll(async () => {
    target = await openCluster(inject('kubeconfig'), 'piped');
    client = EphemeralContainersClient.fromKubeConfig(target.kubeConfig);
  });
  afterAll(async () => {
    client?.close();
    await target?.close();
  });

  it(`comes back whole with the right exit code, ${runs} times`, async () => {
    const wrong: string[] = [];
    const took: number[] = [];
    for (const { pod, stdin, exitCode } of cases) {
      const name = await podFor('ours', pod);
      const began = performance.now();
      const result = await client.run(
        { namespace: target.namespace, name },
        { ...busybox, command: program(exitCode) },
        { stdin },
      );
      took.push(performance.now() - began);
      if (result.exitCode !== exitCode || !result.output.equals(stdin)) {
        const came = `${result.output.length} came back, exit code ${result.exitCode} for ${exitCode}`;
        wrong.push(`${stdin.length} bytes: ${came}`);
      }
    }
    right = runs - wrong.length;
    console.log(`piped input: ${right} of ${runs} right, median ${Math.round(median(took))} ms`);
    expect(wrong).toEqual([]);
  }, 1_200_000);

  it('is compared with kubectl debug', async ({ skip }) => {
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
          ...['--kubeconfig', inject('kubeconfig'), 'debug', '-n', target.namespace, name, '-i', '-q'],
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
    expect(right).toBeGreaterThanOrEqual(both);
  }, 2_400_000);

  const made = new Set<string>();
  async function podFor(prefix: string, pod: string): Promise<string> {
    const name = `${prefix}-${pod}`;
    if (!made.has(name)) await target.createPod({ name });
    made.add(name);
    return name;
  }
});

function linesOfSize(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, line = 0; at < size; line++)
    at += bytes.write(`${line} the quick brown fox\n`, at, 'latin1');
  return bytes;
}
