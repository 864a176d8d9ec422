import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EphemeralContainersClient, isClientError } from '../../src/client/index.js';
import { startApiServer } from '../../src/testing/index.js';
import { hang, withinSome } from '../limits.js';
import { until } from '../testing/pods.js';
import { actions, fits, type Step, steps } from './faults/matrix.js';
import { type Scenario, scenarios } from './faults/scenarios.js';
import { tally } from './faults/tally.js';

/** What a fault that passes may end in: an error only where input may not have arrived. */
const whereInputIsLost = ['connection-lost', 'server-unavailable', 'request-failed', 'aborted'];
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

/** The faults that are tried as lasting ones too. */
const staying = new Set(['dropped before', '503', 'hanging after', 'cut at once', 'gone, by an event']);

const cases: Case[] = scenarios.flatMap((scenario) =>
  steps.flatMap((step) =>
    actions
      .filter(([, action]) => fits(step, action))
      .flatMap((action) => [
        { scenario, step, action, times: 1 },
        ...(staying.has(action[0]) ? [{ scenario, step, action, times: Number.POSITIVE_INFINITY }] : []),
      ]),
  ),
);

describe('faults between add and exit', () => {
  const verdicts = new Map<Case, Promise<string>>();
  beforeAll(async () => {
    process.on('unhandledRejection', onUnhandled);
    const waiting = [...cases];
    const work = async () => {
      for (let item = waiting.shift(); item; item = waiting.shift()) {
        const verdict = withinSome((limit) => checkCase(item, limit), [2_500, 12_000, 48_000]);
        verdicts.set(item, verdict);
        await verdict.catch(() => {});
      }
    };
    await Promise.all(Array.from({ length: 12 }, work));
    const ended = await Promise.all(
      [...verdicts.values()].map((verdict) => verdict.catch(() => 'other than may be')),
    );
    console.log(`faults between add and exit: ${cases.length} combinations: ${tally(ended)}`);
  });
  afterAll(() => void process.off('unhandledRejection', onUnhandled));

  it('are at least 200', () => expect(cases.length).toBeGreaterThan(200));

  describe('each end right, or with the right error, before the deadline', () => {
    for (const item of cases) {
      const always = item.times === 1 ? '' : ', always';
      it(`${item.scenario.name}: ${item.step.name} ${item.action[0]}${always}`, async () => {
        await verdicts.get(item);
      });
    }
  });

  it('leave no rejection unhandled', () => expect(unhandled).toEqual([]));
});

/**
 * How it ended: `right`, or the kind of an error that may be. `limit` is of a request: short where something
 * hangs, but long enough for one that is answered.
 */
async function checkCase({ scenario, step, action, times }: Case, limit: number): Promise<string> {
  const server = await startApiServer({
    pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'nginx:1' }] } }],
    faults: [{ ...step.match, times, action: action[1] }],
  });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeConfigYaml);
  const client = EphemeralContainersClient.fromKubeConfig(kubeConfig, {
    requestTimeout: limit,
    watchTimeout: 2,
    pingInterval: limit,
  });
  try {
    const outcome = await scenario
      .run(client, times === 1 ? hang : 2.4 * limit)
      .catch((error: unknown) => error);
    const stored = server.getPod('web')?.spec.ephemeralContainers ?? [];
    expect(stored.length).toBeLessThanOrEqual(1);
    if (outcome instanceof Error) {
      expect(isClientError(outcome), String(outcome.stack)).toBe(true);
      const inputLost = scenario.input && step.name === 'attach' && action[1].kind !== 'status';
      const allowed = times === 1 ? (inputLost ? whereInputIsLost : []) : whereItStays;
      expect(allowed, outcome.message).toContain((outcome as { kind?: string }).kind);
    } else {
      expect(outcome).toEqual(scenario.right);
      expect(stored).toHaveLength(1);
    }
    client.close();
    await until(server.openConnections, (open) => open === 0);
    return isClientError(outcome) ? outcome.kind : 'right';
  } finally {
    client.close();
    await server.close();
  }
}
