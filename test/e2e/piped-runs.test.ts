import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { openCluster } from '../contract/cluster.js';
import { busybox, type ContractTarget } from '../contract/target.js';
import { findKubectl, median, runKubectl } from './kubectl.js';

const runs = 100;
const besideKubectl = 15;
/** Pods get a fresh one after so many: the kubelet allows each only so many events. */
const runsPerPod = 20;

/** From one byte to a megabyte, evenly on a logarithmic scale. */
const sizes = Array.from({ length: runs }, (_, index) => Math.round(10 ** ((6 * index) / (runs - 1))));

/** Lines, lines that are all alike, and bytes of any kind. */
const kinds = [
  linesOfSize,
  (size: number) => Buffer.alloc(size, 'the same line again\n'),
  (size: number) => randomBytes(size),
];

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
    for (const [index, size] of sizes.entries()) {
      const name = `piped-${Math.floor(index / runsPerPod)}`;
      if (index % runsPerPod === 0) await target.createPod({ name });
      const stdin = kinds[index % kinds.length]?.(size) ?? Buffer.alloc(0);
      const code = index % 7;
      const command = ['sh', '-c', `cat; exit ${code}`];
      const began = performance.now();
      const { exitCode, output } = await client.run(
        { namespace: target.namespace, name },
        { ...busybox, command },
        { stdin },
      );
      took.push(performance.now() - began);
      if (exitCode !== code || !output.equals(stdin)) {
        wrong.push(`${size} bytes: ${output.length} came back, exit code ${exitCode} for ${code}`);
      }
    }
    right = runs - wrong.length;
    console.log(`piped input: ${right} of ${runs} right, median ${Math.round(median(took))} ms`);
    for (const run of wrong) console.log(`  ${run}`);
    expect(wrong).toEqual([]);
  }, 1_200_000);

  it('is compared with kubectl debug', async ({ skip }) => {
    const kubectl = findKubectl(inject('clusterRun'));
    if (!kubectl) return skip();
    let output = 0;
    let codes = 0;
    await target.createPod({ name: 'kubectl' });
    for (let index = 0; index < besideKubectl; index++) {
      const stdin = linesOfSize(sizes[Math.floor((index * runs) / besideKubectl)] ?? 1);
      const args = [
        '--kubeconfig',
        inject('kubeconfig'),
        'debug',
        '-n',
        target.namespace,
        'kubectl',
        '-i',
        '-q',
      ];
      const container = ['--image', busybox.image, '--image-pull-policy', busybox.imagePullPolicy];
      const program = ['--profile', 'general', '--', 'sh', '-c', 'cat; exit 3'];
      const result = await runKubectl(kubectl, [...args, ...container, ...program], {
        stdin,
        timeout: 15_000,
      });
      if (result.stdout.equals(stdin)) output++;
      if (result.code === 3) codes++;
    }
    console.log(
      `kubectl debug: output right in ${output} of ${besideKubectl}, exit code in ${codes} of ${besideKubectl}`,
    );
    // The client is to do no worse: a share of all its runs against one of kubectl's.
    expect(right / runs).toBeGreaterThanOrEqual(output / besideKubectl);
  }, 600_000);
});

function linesOfSize(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, line = 0; at < size; line++)
    at += bytes.write(`${line} the quick brown fox\n`, at, 'latin1');
  return bytes;
}
