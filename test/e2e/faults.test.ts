import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { tally } from '../client/faults/tally.js';
import { openCluster } from '../contract/cluster.js';
import type { ContractTarget } from '../contract/target.js';
import { checkCase, type Verdict } from './faults/check-case.js';
import { countLeftovers } from './faults/leftovers.js';
import { type Case, cases } from './faults/matrix.js';

/** Cases under way at the same time, each lane in Pods of its own. */
const lanes = 10;
/** The kubelet allows each Pod only so many events. */
const casesPerPod = 8;

describe('connections that break on the way to a real node', () => {
  const verdicts = new Map<Case, Verdict>();
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown) => unhandled.push(error);
  let target: ContractTarget;
  let leftBefore: number;

  beforeAll(async () => {
    process.on('unhandledRejection', onUnhandled);
    leftBefore = countLeftovers();
    target = await openCluster(inject('kubeconfig'), 'faults');
    const began = performance.now();
    const waiting = [...cases.entries()];
    const work = async (lane: number) => {
      for (let done = 0; waiting.length > 0; done++) {
        const podName = `lane-${lane}-${Math.floor(done / casesPerPod)}`;
        if (done % casesPerPod === 0) await target.createPod({ name: podName });
        const [index, item] = waiting.shift() ?? [];
        if (item) verdicts.set(item, await checkCase(item, target, podName, `case-${index}`));
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
    const seconds = Math.round((performance.now() - began) / 1000);
    const ends = tally([...verdicts.values()].map(({ ended }) => ended));
    console.log(`broken connections: ${cases.length} combinations in ${seconds} s: ${ends}`);
  }, 1_500_000);
  afterAll(async () => {
    process.off('unhandledRejection', onUnhandled);
    await target?.close();
  });

  for (const item of cases) it(item.title, () => expect(verdicts.get(item)?.problems).toEqual([]));

  it('leave no rejection unhandled', () => expect(unhandled).toEqual([]));

  it('leave no socket and no timer', async () => {
    await expect.poll(countLeftovers, { timeout: 10_000 }).toBeLessThanOrEqual(leftBefore);
  });
});
