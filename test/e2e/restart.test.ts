import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { tally } from '../client/faults/tally.js';
import { openCluster } from '../contract/cluster.js';
import type { ContractTarget } from '../contract/target.js';
import { startApiServer, stopApiServer } from './api-server.js';
import { checkOutcome } from './faults/check-case.js';
import { countLeftovers } from './faults/leftovers.js';
import { countMarked } from './faults/marks.js';
import { adding, after, before, starting, type Work } from './faults/over-restart.js';
import { onRequest } from './faults/requests.js';
import { addressOf } from './faults/through.js';

/** Milliseconds that the API server is away, beside those that it takes to start. */
const away = 500;
/** For each call; a kubelet that lost the API server twice asks for its Pods again after half a minute or more. */
const timeout = 150_000;

describe.runIf(inject('clusterRun'))('an API server that is restarted', () => {
  const clusterRun = inject('clusterRun');
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown) => unhandled.push(error);
  const ends: string[] = [];
  let target: ContractTarget;
  let leftBefore: number;

  beforeAll(async () => {
    process.on('unhandledRejection', onUnhandled);
    leftBefore = countLeftovers();
    target = await openCluster(inject('kubeconfig'), 'restart');
  });
  afterAll(async () => {
    process.off('unhandledRejection', onUnhandled);
    console.log(`API server restarted: ${ends.length} combinations: ${tally(ends)}`);
    await target?.close();
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'by %s',
    async (signal) => {
      const prefix = signal.toLowerCase();
      const all = [...before, starting, adding, after];
      // Pods of their own: the kubelet starts the containers of one after another
      await Promise.all(all.map((_, index) => target.createPod({ name: `${prefix}-${index}` })));
      let tellBack = () => {};
      const back = new Promise<void>((resolve) => {
        tellBack = resolve;
      });
      const begin = (work: Work) => beginWork(work, target, `${prefix}-${all.indexOf(work)}`, back);
      const underWay = before.map(begin);
      try {
        await Promise.all(underWay.map(({ ready }) => ready));
        underWay.push(begin(starting));
        await underWay.at(-1)?.ready;
        let stopping: Promise<void> | undefined;
        onNextPatch(target, () => {
          stopping = stopApiServer(clusterRun, signal);
        });
        underWay.push(begin(adding));
        await vi.waitFor(() => expect(stopping, 'no patch was sent').toBeDefined(), 10_000);
        await stopping;
        underWay.push(begin(after));
        await sleep(away);
      } finally {
        await startApiServer(clusterRun);
        tellBack();
      }
      const problems: string[] = [];
      for (const { work, podName, outcome } of underWay) {
        const count = () => countMarked(target, podName, work.name);
        const verdict = checkOutcome(await outcome, work.right, work.mayFailWith, await count());
        ends.push(verdict.ended);
        problems.push(...verdict.problems.map((problem) => `${work.name}: ${problem}`));
      }
      expect(problems).toEqual([]);
    },
    420_000,
  );

  it('leaves no rejection unhandled', () => expect(unhandled).toEqual([]));

  it('leaves no socket and no timer', async () => {
    await expect.poll(countLeftovers, { timeout: 10_000 }).toBeLessThanOrEqual(leftBefore);
  });
});

/** Begins it with a client of its own; `ready` resolves when the restart may come, or it has ended. */
function beginWork(work: Work, target: ContractTarget, podName: string, back: Promise<void>) {
  const client = EphemeralContainersClient.fromKubeConfig(target.kubeConfig);
  const ref = { namespace: target.namespace, name: podName };
  const signal = AbortSignal.timeout(timeout);
  let tellReady = () => {};
  const isReady = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  const outcome = work
    .run({ client, ref, mark: work.name, timeout, signal, ready: () => tellReady(), back })
    .catch((error: unknown) => error)
    .finally(() => client.close());
  return { work, podName, outcome, ready: Promise.race([isReady, outcome]) };
}

/** Acts once, as soon as a patch is written to its connection. */
function onNextPatch({ kubeConfig }: ContractTarget, act: () => void): void {
  const { host, port } = addressOf(kubeConfig);
  const off = onRequest(`${host}:${port}`, ({ method }) => {
    if (method !== 'PATCH') return;
    off();
    act();
  });
}
