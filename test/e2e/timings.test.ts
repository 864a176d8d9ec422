import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { openCluster } from '../contract/cluster.js';
import { busybox, type ContractTarget } from '../contract/target.js';
import { findKubectl, median, runKubectl } from './kubectl.js';

const rounds = 7;

describe('beside kubectl debug', () => {
  let target: ContractTarget;
  let client: EphemeralContainersClient;
  beforeAll(async () => {
    target = await openCluster(inject('kubeconfig'), 'timings');
    client = EphemeralContainersClient.fromKubeConfig(target.kubeConfig);
  });
  afterAll(async () => {
    client?.close();
    await target?.close();
  });

  /** `kubectl debug` with the verbosity that shows each request; it attaches when it has seen the container run. */
  const debug = (kubectl: string, pod: string, program: readonly string[]) =>
    runKubectl(
      kubectl,
      [
        ...['--kubeconfig', inject('kubeconfig'), '-v', '6', 'debug', '-n', target.namespace, pod, '-i'],
        ...['--image', busybox.image, '--image-pull-policy', busybox.imagePullPolicy, '--profile', 'general'],
        ...['--', ...program],
      ],
      { look: /\/attach\?/ },
    );

  it('prints the time from call to exit of `true`, and the requests that takes', async ({ skip }) => {
    const kubectl = findKubectl(inject('clusterRun'));
    if (!kubectl) return skip();
    await target.createPod({ name: 'timed' });
    const ref = { namespace: target.namespace, name: 'timed' };
    await client.run(ref, { ...busybox, command: ['true'] });
    const ours: number[] = [];
    const theirs: number[] = [];
    const requests: number[] = [];
    const theirRequests: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const before = client.requests;
      const began = performance.now();
      expect((await client.run(ref, { ...busybox, command: ['true'] })).exitCode).toBe(0);
      ours.push(performance.now() - began);
      requests.push(client.requests - before);
      const { milliseconds, stderr } = await debug(kubectl, 'timed', ['true']);
      theirs.push(milliseconds);
      theirRequests.push(stderr.match(/(verb=|\] )"?(GET|PATCH|POST)/g)?.length ?? 0);
    }
    print('call to exit of true', ours, theirs);
    console.log(`requests per run: ${median(requests)}, kubectl ${median(theirRequests)}`);
  });

  it('prints the time from call to running', async ({ skip }) => {
    const kubectl = findKubectl(inject('clusterRun'));
    if (!kubectl) return skip();
    await target.createPod({ name: 'starting' });
    const ref = { namespace: target.namespace, name: 'starting' };
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      const session = await client.add(ref, { ...busybox, command: ['sleep', '3'] });
      await session.waitForRunning();
      ours.push(performance.now() - began);
      const { sawAfter } = await debug(kubectl, 'starting', ['sleep', '3']);
      if (sawAfter !== undefined) theirs.push(sawAfter);
    }
    print('call to running', ours, theirs);
    expect(ours).toHaveLength(rounds);
  });

  function print(what: string, ours: readonly number[], theirs: readonly number[]): void {
    const ratio = (median(ours) / median(theirs)).toFixed(2);
    console.log(
      `${what}: ${Math.round(median(ours))} ms, kubectl debug ${Math.round(median(theirs))} ms, ratio ${ratio}`,
    );
  }
});
