import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EphemeralContainersClient, isClientError } from '../../src/client/index.js';
import { startApiServer } from '../../src/testing/index.js';
import { actions, fits, type Step, steps } from './faults/matrix.js';
import { deadline, type Scenario, scenarios } from './faults/scenarios.js';

/** What a fault that passes may end in: an error only where input may not have arrived. */
const whereInputIsLost = ['connection-lost', 'server-unavailable', 'request-failed'];
/** What a fault that stays may end in. */
const whereItStays = [...whereInputIsLost, 'deadline', 'start-failed'];

const unhandled: unknown[] = [];
const onUnhandled = (error: unknown) => unhandled.push(error);

interface Case {
  readonly scenario: Scenario;
  readonly step: Step;
  readonly action: readonly [string, (typeof actions)[number][1]];
  readonly times: number;
}

const cases: Case[] = scenarios.flatMap((scenario) =>
  steps.flatMap((step) =>
    actions
      .filter(([, action]) => fits(step, action))
      .flatMap((action) => [1, Number.POSITIVE_INFINITY].map((times) => ({ scenario, step, action, times }))),
  ),
);

describe('faults between add and exit', () => {
  beforeAll(() => void process.on('unhandledRejection', onUnhandled));
  afterAll(() => void process.off('unhandledRejection', onUnhandled));

  it('are at least 200', () => expect(cases.length).toBeGreaterThan(200));

  describe.concurrent('each end right, or with the right error, before the deadline', () => {
    it.each(
      cases.map((item) => ({
        item,
        title: `${item.scenario.name}: ${item.step.name} ${item.action[0]}${item.times === 1 ? '' : ', always'}`,
      })),
    )('$title', async ({ item }) => judge(item), deadline * 4);
  });

  it('leave no rejection unhandled', () => expect(unhandled).toEqual([]));
});

async function judge({ scenario, step, action, times }: Case): Promise<void> {
  const server = await startApiServer({
    pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'nginx:1' }] } }],
    faults: [{ ...step.match, times, action: action[1] }],
  });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeConfigYaml);
  const client = EphemeralContainersClient.fromKubeConfig(kubeConfig, {
    requestTimeout: 250,
    watchTimeout: 1,
    pingInterval: 150,
  });
  try {
    const outcome = await scenario.run(client).catch((error: unknown) => error);
    const stored = server.getPod('web')?.spec.ephemeralContainers ?? [];
    expect(stored.length).toBeLessThanOrEqual(1);
    if (outcome instanceof Error) {
      expect(isClientError(outcome), String(outcome.stack)).toBe(true);
      const allowed =
        times === 1 ? (scenario.input && step.name === 'attach' ? whereInputIsLost : []) : whereItStays;
      expect(allowed, outcome.message).toContain((outcome as { kind?: string }).kind);
    } else {
      expect(outcome).toEqual(scenario.right);
      expect(stored).toHaveLength(1);
    }
    client.close();
    for (let left = 40; server.openConnections() > 0 && left > 0; left--) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect(server.openConnections()).toBe(0);
  } finally {
    client.close();
    await server.close();
  }
}
