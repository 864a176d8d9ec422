import { EphemeralContainersClient, type Session } from '../../../src/client/index.js';
import { errorOf } from '../context.js';
import { busybox } from '../target.js';
import type { Stage, Way } from './stage.js';

/** Goes on for two minutes; the shell of the testing server knows no loops. */
const talker = { ...busybox, command: ['sh', '-c', 'echo x; sleep 0.1; '.repeat(1_200)] };
const enough = new Error('enough');

/** Starts a call that is to be aborted by `abort` while it is at work. */
type Start = (at: Stage, signal: AbortSignal, abort: () => void) => Promise<unknown>;

const running = async ({ client, anyPod }: Stage): Promise<Session> => {
  const session = await client.add(await anyPod(), talker);
  await session.waitForRunning();
  return session;
};

const steps: readonly (readonly [string, Start])[] = [
  [
    'before anything is sent',
    async ({ client, anyPod }, signal, abort) => {
      abort();
      return client.add(await anyPod(), talker, { signal });
    },
  ],
  [
    'while it is added',
    async ({ client, anyPod }, signal, abort) => {
      const adding = client.add(await anyPod(), talker, { signal });
      abort();
      return adding;
    },
  ],
  [
    'while the Pods are listed',
    ({ client, target: { namespace } }, signal, abort) => {
      const listing = client.selectPods({ namespace }, { signal });
      abort();
      return listing;
    },
  ],
  [
    'while its start is waited for',
    async ({ client, anyPod }, signal, abort) => {
      const session = await client.add(await anyPod(), { image: 'nosuch.invalid/x:1' });
      return session.waitForRunning({ signal, onState: abort });
    },
  ],
  [
    'while its events are waited for',
    async ({ client, anyPod }, signal, abort) => {
      const session = await client.add(await anyPod(), { image: 'nosuch.invalid/x:1' });
      return session.waitForRunning({ signal, onEvent: abort });
    },
  ],
  [
    'while its end is waited for',
    async (at, signal, abort) => (await running(at)).waitForExit({ signal, onState: abort }),
  ],
  [
    'while it is attached to',
    async (at, signal, abort) => {
      const opening = (await running(at)).attach({ signal });
      abort();
      return opening;
    },
  ],
  [
    'while it is attached',
    async (at, signal, abort) => (await (await running(at)).attach({ signal, stdout: abort })).done,
  ],
  [
    'while its log is followed',
    async (at, signal, abort) => {
      for await (const _ of (await running(at)).logs({ signal, follow: true })) abort();
    },
  ],
  [
    'while it is run',
    async ({ client, anyPod }, signal, abort) =>
      client.run(await anyPod(), talker, { signal, stdout: abort }),
  ],
];

/** Stopped by the caller's signal at each step, or by the end of the client. */
export const aborted: readonly Way[] = [
  ...steps.map(
    ([title, start]): Way => ({
      kind: 'aborted',
      title,
      says: /abort/,
      fields: { cause: enough },
      async reach(at) {
        const controller = new AbortController();
        return errorOf(start(at, controller.signal, () => controller.abort(enough)));
      },
    }),
  ),
  {
    kind: 'aborted',
    title: 'by closing the client',
    says: /^the client was closed$/,
    async reach(at) {
      const client = EphemeralContainersClient.fromKubeConfig(at.target.kubeConfig);
      const running = client.run(await at.anyPod(), talker, { stdout: () => client.close() });
      return errorOf(running);
    },
  },
];
