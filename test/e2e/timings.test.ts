import { describe, expect, inject, it } from 'vitest';
import type { PodRef } from '../../src/client/index.js';
import { busybox } from '../contract/target.js';
import { findKubectl, median, runKubectl } from './kubectl.js';
import { useCluster } from './use-cluster.js';

const rounds = 7;

/** What kubectl sent, as its log has it (kubernetes v1.37 client-go transport/round_trippers.go). */
const requestsOf = (stderr: string) => stderr.match(/\] "Response" verb="[A-Z]+" url=/g) ?? [];

describe('beside kubectl debug', () => {
  const at = useCluster('timings');

  /** `kubectl debug` with the verbosity that shows each request; it attaches when it has seen the container run. */
  const debug = (kubectl: string, pod: string, program: readonly string[], stopAtLook = false) =>
    runKubectl(
      kubectl,
      [
        ...['--kubeconfig', inject('kubeconfig'), '-v', '6', 'debug', '-n', at.target.namespace, pod, '-i'],
        ...['--image', busybox.image, '--image-pull-policy', busybox.imagePullPolicy, '--profile', 'general'],
        ...['--', ...program],
      ],
      { look: /\/attach\?/, stopAtLook },
    );

  it('prints the time from call to exit of `true`, and the requests that takes', async ({ skip }) => {
    const kubectl = findKubectl(inject('clusterRun'));
    if (!kubectl) return skip();
    await at.target.createPod({ name: 'timed' });
    const ref = at.refTo('timed');
    await at.client.run(ref, { ...busybox, command: ['true'] });
    const ours: number[] = [];
    const theirs: number[] = [];
    const requests = { byName: [] as number[], inHand: [] as number[], kubectl: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      requests.byName.push(await countRequests(() => runTrue(ref)));
      ours.push(performance.now() - began);
      const pod = await at.client.readPod(ref);
      requests.inHand.push(await countRequests(() => runTrue(pod)));
      const { milliseconds, stderr } = await debug(kubectl, 'timed', ['true']);
      theirs.push(milliseconds);
      requests.kubectl.push(requestsOf(stderr).length);
    }
    print('call to exit of true', ours, theirs);
    const { byName, inHand, kubectl: their } = requests;
    console.log(
      `requests per run: ${median(byName)}, ${median(inHand)} with the Pod in hand, kubectl ${median(their)}`,
    );
    // Reading, patching and watching the Pod, and attaching or reading its log: fewer were not understood.
    expect(Math.min(...their)).toBeGreaterThanOrEqual(4);
    expect(Math.min(...inHand)).toBeGreaterThanOrEqual(3);
  });

  async function runTrue(pod: PodRef): Promise<void> {
    expect((await at.client.run(pod, { ...busybox, command: ['true'] })).exitCode).toBe(0);
  }

  async function countRequests(call: () => Promise<void>): Promise<number> {
    const before = at.client.requests;
    await call();
    return at.client.requests - before;
  }

  it('prints the time from call to running', async ({ skip }) => {
    const kubectl = findKubectl(inject('clusterRun'));
    if (!kubectl) return skip();
    await at.target.createPod({ name: 'starting' });
    const ref = at.refTo('starting');
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      const session = await at.client.add(ref, { ...busybox, command: ['sleep', '3'] });
      await session.waitForRunning();
      ours.push(performance.now() - began);
      // It goes on until kubectl, which may be slow to look, has seen it run.
      const { sawAfter } = await debug(kubectl, 'starting', ['sleep', '100'], true);
      if (sawAfter !== undefined) theirs.push(sawAfter);
    }
    print('call to running', ours, theirs);
    expect(theirs).toHaveLength(rounds);
  });

  function print(what: string, ours: readonly number[], theirs: readonly number[]): void {
    const ratio = (median(ours) / median(theirs)).toFixed(2);
    console.log(
      `${what}: ${Math.round(median(ours))} ms, kubectl debug ${Math.round(median(theirs))} ms, ratio ${ratio}`,
    );
  }
});
