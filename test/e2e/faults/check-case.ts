import { expect, vi } from 'vitest';
import { EphemeralContainersClient, isClientError } from '../../../src/client/index.js';
import type { ContractTarget } from '../../contract/target.js';
import { type Link, startProxy, type TcpProxy } from '../proxy.js';
import type { Outcome } from './attempt.js';
import { countMarked } from './marks.js';
import type { Case } from './matrix.js';
import { onRequest } from './requests.js';
import type { Moment } from './scenarios.js';
import { addressOf, through } from './through.js';

/** How a case ended, and what is wrong with that. */
export interface Verdict {
  /** `right`, `wrong`, or the kind of error. */
  readonly ended: string;
  readonly problems: readonly string[];
}

/** Milliseconds: for each call where the fault passes, where it stays, and for the whole. */
const patience = { passing: 60_000, staying: 8_000, whole: 120_000 };

const missed = 'the fault did not happen';
/** A container that ends while the node is busy is seen to end only, and nothing is asked of it before. */
const attempts = 3;

export async function checkCase(
  item: Case,
  target: ContractTarget,
  podName: string,
  mark: string,
): Promise<Verdict> {
  for (let tries = 1; ; tries++) {
    const verdict = await tryCase(item, target, podName, `${mark}-${tries}`);
    const { problems } = verdict;
    if (tries >= attempts || problems.length !== 1 || problems[0] !== missed) return verdict;
  }
}

async function tryCase(item: Case, target: ContractTarget, podName: string, mark: string): Promise<Verdict> {
  const proxy = await startProxy(addressOf(target.kubeConfig));
  const client = EphemeralContainersClient.fromKubeConfig(through(proxy.port, target.kubeConfig), {
    // Short where something is silent, but long for a machine that is busy with other things.
    requestTimeout: 3_000,
    watchTimeout: 2,
    pingInterval: 700,
  });
  const fault = armFault(item, proxy);
  const overdue = new AbortController();
  const timer = setTimeout(() => overdue.abort(), patience.whole);
  try {
    const ref = { namespace: target.namespace, name: podName };
    const timeout = item.stays ? patience.staying : patience.passing;
    const outcome = await item.scenario
      .run({ client, ref, mark, timeout, signal: overdue.signal, reach: fault.reach })
      .catch((error: unknown) => error);
    const count = await countMarked(target, podName, mark);
    const verdict = checkOutcome(outcome, item.scenario.right, item.mayFailWith, count);
    client.close();
    const left = await connectionsLeft(proxy);
    const more = [
      ...(fault.happened() ? [] : [missed]),
      ...(left > 0 ? [`${left} connections are left`] : []),
    ];
    return { ...verdict, problems: [...verdict.problems, ...more] };
  } finally {
    clearTimeout(timer);
    fault.disarm();
    client.close();
    proxy.close();
  }
}

/** Right, or an error that may be; and the container is in the Pod once, or not at all after an error. */
export function checkOutcome(
  outcome: unknown,
  right: Outcome,
  mayFailWith: readonly string[],
  count: number,
): Verdict {
  if (outcome instanceof Error) {
    const ended = isClientError(outcome) ? outcome.kind : String(outcome.stack);
    const problems = mayFailWith.includes(ended) ? [] : [`${ended}: ${outcome.message}`];
    return { ended, problems: count > 1 ? [...problems, `${count} containers`] : problems };
  }
  const { exitCode, output } = outcome as Outcome;
  const problems = [
    ...(exitCode === right.exitCode ? [] : [`exit code ${exitCode} for ${right.exitCode}`]),
    ...(output === right.output ? [] : [`output of ${output.length} bytes for ${right.output.length}`]),
    ...(count === 1 ? [] : [`${count} containers`]),
  ];
  return { ended: problems.length === 0 ? 'right' : 'wrong', problems };
}

async function connectionsLeft(proxy: TcpProxy): Promise<number> {
  const none = () => expect(proxy.links.size).toBe(0);
  await vi.waitFor(none, { timeout: 5_000, interval: 10 }).catch(() => {});
  return proxy.links.size;
}

/** Has the fault happen once, when its trigger comes. */
function armFault({ trigger, breakage, stays }: Case, proxy: TcpProxy) {
  let triggered = false;
  let happened = false;
  const strike = (links: readonly Link[]) => {
    if (triggered) return;
    triggered = true;
    if (stays) proxy.onLink((link) => void breakage([link], proxy));
    breakage(stays ? [...proxy.links] : links, proxy).then(() => {
      happened = true;
    });
  };
  let matched = 0;
  const disarm = onRequest(`127.0.0.1:${proxy.port}`, ({ path, port }) => {
    if (trigger.kind !== 'request' || !trigger.path.test(path) || ++matched !== trigger.number) return;
    strike([...proxy.links].filter((link) => link.port === port));
  });
  proxy.onLink((link) => {
    if (trigger.kind === 'connection' && link.number === trigger.number) strike([link]);
  });
  return {
    disarm,
    happened: () => happened,
    reach(moment: Moment) {
      if (trigger.kind === 'moment' && trigger.moment === moment) strike([...proxy.links]);
    },
  };
}
