import { hang } from '../../limits.js';
import { errorOf } from '../context.js';
import { eventually } from '../eventually.js';
import { busybox, podManifest } from '../target.js';
import type { Stage, Way } from './stage.js';

const sleeper = { ...busybox, command: ['sleep', '1000000'] };
const endsWith = (exitCode: number) => ({
  containers: [{ name: 'app', ...busybox, command: ['sh', '-c', `exit ${exitCode}`] }],
});

/** A Pod that is not there, not any more, or not the one that was meant. */
export const gone: readonly Way[] = [
  {
    kind: 'pod-not-found',
    title: 'a Pod that never was',
    says: /^pods "nobody" not found in namespace "[\w-]+"$/,
    code: 404,
    reach: ({ client, target: { namespace } }) => errorOf(client.add({ namespace, name: 'nobody' }, busybox)),
  },
  {
    kind: 'pod-not-found',
    title: 'a namespace that never was',
    says: /^pods "nobody" not found in namespace "no-such"$/,
    code: 404,
    reach: ({ client }) => errorOf(client.list({ namespace: 'no-such', name: 'nobody' })),
  },
  {
    kind: 'pod-not-found',
    title: 'a Pod in hand that was deleted',
    says: /^pods "e\d+" not found in namespace/,
    code: 404,
    async reach({ client, newPod, target }) {
      const pod = await client.readPod(await newPod());
      await target.deletePod(String(pod.metadata?.name));
      return errorOf(client.add(pod, busybox));
    },
  },
  {
    kind: 'container-not-found',
    title: 'a container that is not there',
    says: /^Pod "e\d+" has no ephemeral container "nobody"; it has none$/,
    reach: async ({ client, newPod }) => errorOf(client.open(await newPod(), 'nobody')),
  },
  {
    kind: 'pod-replaced',
    title: 'a Pod in hand that was replaced',
    says: /^Pod "e\d+" was replaced by another of that name, so read it again: .*field is immutable/,
    code: 422,
    async reach(at) {
      const pod = await at.client.readPod(await at.newPod());
      await replace(at, String(pod.metadata?.name));
      return errorOf(at.client.add(pod, busybox));
    },
  },
  {
    kind: 'pod-replaced',
    title: 'while nobody looked at it',
    says: /^Pod "e\d+" was replaced by another of that name: its uid was [\w-]{36}, and is [\w-]{36}$/,
    async reach(at) {
      const ref = await at.newPod();
      const session = await at.client.add(ref, sleeper);
      const added = Date.now();
      await session.waitForRunning();
      await replace(at, ref.name);
      // Sooner it would go on from where it was added, and be told of the deletion.
      await eventually('a while after', async () => (Date.now() - added > 3_500 ? true : undefined));
      return errorOf(session.waitForExit({ timeout: hang }));
    },
  },
  {
    kind: 'pod-terminated',
    title: 'deleted while its container runs',
    says: /^Pod "e\d+" (has ended|is being deleted)/,
    async reach({ client, newPod, target }) {
      const ref = await newPod();
      const session = await client.add(ref, sleeper);
      await session.waitForRunning();
      const waiting = errorOf(session.waitForExit({ timeout: hang }));
      await target.deletePod(ref.name);
      return waiting;
    },
  },
  ...(['Succeeded', 'Failed'] as const).map(
    (state, exitCode): Way => ({
      kind: 'pod-terminated',
      title: state,
      says: new RegExp(`^Pod "e\\d+" has ended \\(${state}\\); an ephemeral container cannot run in it`),
      fields: { state },
      async reach(at) {
        const ref = await at.newPod({ spec: endsWith(exitCode) });
        await eventually(state, async () => {
          const { status } = await at.client.readPod(ref);
          return status?.phase === state ? true : undefined;
        });
        return errorOf(at.client.add(ref, busybox));
      },
    }),
  ),
  {
    kind: 'pod-terminated',
    title: 'being deleted, for a long time',
    says: /^Pod "e\d+" is being deleted; an ephemeral container cannot run in it$/,
    fields: { state: 'Terminating' },
    async reach({ client, core, newPod }) {
      const ref = await newPod();
      // The program it runs takes no notice of SIGTERM.
      await core.deleteNamespacedPod({ ...ref, gracePeriodSeconds: 3_600 });
      return errorOf(client.add(ref, busybox));
    },
  },
  {
    kind: 'pod-terminated',
    title: 'being deleted but held, while a container waits for its image',
    says: /^Pod "e\d+" (is being deleted|has ended \(Failed\));/,
    // The testing server knows no finalizers.
    needs: 'a cluster',
    async reach(at) {
      const name = at.newName();
      const ref = { namespace: at.target.namespace, name };
      const { spec } = podManifest(ref);
      const metadata = { ...ref, finalizers: ['errors.example.com/held'] };
      const body = { metadata, spec: { ...spec, nodeName: 'node' } };
      await at.core.createNamespacedPod({ ...ref, body });
      try {
        const session = await at.client.add(ref, { image: 'nosuch.invalid/x:1' });
        const options = { timeout: hang, imagePullTimeout: Number.POSITIVE_INFINITY };
        const waiting = errorOf(session.waitForRunning(options));
        await at.core.deleteNamespacedPod({ ...ref, gracePeriodSeconds: 1 });
        return await waiting;
      } finally {
        await release(at, name);
      }
    },
  },
  {
    kind: 'start-failed',
    title: 'an image that is not there and may not be pulled',
    says: /^ephemeral container "dbg" in Pod "e\d+" cannot start: ErrImageNeverPull: .* not present with pull policy/,
    fields: { reason: 'ErrImageNeverPull', containerName: 'dbg' },
    reach: async ({ client, newPod }) => {
      const container = { name: 'dbg', image: 'nosuch.invalid/x:1', imagePullPolicy: 'Never' } as const;
      return errorOf(client.run(await newPod(), container, { timeout: hang }));
    },
  },
];

async function replace({ target }: Stage, name: string): Promise<void> {
  await target.deletePod(name);
  await target.createPod({ name });
}

async function release({ core, target }: Stage, name: string): Promise<void> {
  const pod = await core.readNamespacedPod({ name, namespace: target.namespace });
  delete pod.metadata?.finalizers;
  await core.replaceNamespacedPod({ name, namespace: target.namespace, body: pod });
}
