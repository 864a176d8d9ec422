import { CoreV1Api } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ContainerToAdd, EphemeralContainersClient, isClientError } from '../../src/client/index.js';
import { openCluster } from '../contract/cluster.js';
import { errorOf } from '../contract/context.js';
import { eventually } from '../contract/eventually.js';
import { busybox, type ContractTarget, podManifest } from '../contract/target.js';
import { findKubectl, runKubectl } from './kubectl.js';
import { failures } from './real-node/failures.js';

const once = { ...busybox, command: ['true'] };
const eatMemory = 'x=aaaaaaaa; while true; do x=$x$x; done';
const echo = { ...busybox, command: ['echo', 'out'] };

let target: ContractTarget;
let client: EphemeralContainersClient;
beforeAll(async () => {
  target = await openCluster(inject('kubeconfig'), 'failures');
  client = EphemeralContainersClient.fromKubeConfig(target.kubeConfig);
});
afterAll(async () => {
  client?.close();
  await target?.close();
});

const refTo = (name: string) => ({ namespace: target.namespace, name });

/** The error of a run, and how long it took to come. */
async function timeError(name: string, container: ContainerToAdd) {
  const began = performance.now();
  const error = await errorOf(client.run(refTo(name), container, { timeout: 60_000 }));
  if (!isClientError(error)) throw error;
  return { error, milliseconds: Math.round(performance.now() - began) };
}

describe('what never starts on a real node', () => {
  const times = new Map<string, number>();
  afterAll(() => {
    const [title, most] = [...times].sort(([, one], [, other]) => other - one)[0] ?? ['none', 0];
    console.log(`${times.size} failures named, the slowest after ${most} ms (${title})`);
  });

  it.each(failures.map((failure, index) => ({ ...failure, name: `fails-${index}` })))(
    '$title',
    async ({ title, container, spec, podEnds, kind, says, name }) => {
      await target.createPod({ name, ...(spec && { spec }) });
      if (podEnds) {
        await eventually('the end of the Pod', async () => {
          const { status } = await target.readPod(name);
          return /^(Failed|Succeeded)$/.test(status?.phase ?? '') ? true : undefined;
        });
      }
      const { error, milliseconds } = await timeError(name, container);
      console.log(`${title}: named after ${milliseconds} ms`);
      times.set(title, milliseconds);
      expect(error.kind).toBe(kind);
      expect(error.message).toMatch(says);
    },
  );

  it('a target that cannot start, with its own reason', async () => {
    const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'nope', key: 'k' } } }];
    const app = { name: 'app', ...busybox, env };
    await createUnready('fails-target', { containers: [app] });
    const { error, milliseconds } = await timeError('fails-target', { ...once, targetContainerName: 'app' });
    console.log(`a target that cannot start: named after ${milliseconds} ms`);
    times.set('a target that cannot start', milliseconds);
    expect(error.kind).toBe('start-failed');
    expect(error.message).toMatch(
      /unable to find target container app, which waits: CreateContainerConfigError: configmap "nope" not found/,
    );
  });

  it('in a Pod of which the kubelet tells no more events: later, from status', async () => {
    const name = 'fails-unheard';
    await target.createPod({ name });
    // The kubelet's recorder lets 25 warnings of a Pod pass at once, and one in five minutes from then on.
    const container = { ...once, securityContext: { runAsNonRoot: true } };
    await Promise.all(Array.from({ length: 26 }, () => client.add(refTo(name), container)));
    const { error, milliseconds } = await timeError(name, container);
    console.log(`in a Pod without further events: named after ${milliseconds} ms`);
    expect(error).toMatchObject({ kind: 'start-failed', reason: 'CreateContainerConfigError', events: [] });
  });
});

describe('kubectl debug', () => {
  const waitsFor = 8_000;
  const cases = [
    ['no such image', ['--image', 'nosuch.invalid/x:1'], {}],
    [
      'an image that may not be pulled',
      ['--image', 'nosuch.invalid/x:1', '--image-pull-policy', 'Never'],
      {},
    ],
    [
      'an image of root where a user is wanted',
      ['--image', busybox.image, '--image-pull-policy', 'IfNotPresent', '--profile', 'general'],
      { securityContext: { runAsNonRoot: true } },
    ],
  ] as const;
  it('waits on, without a word of why', async ({ skip }) => {
    const kubectl = findKubectl(inject('clusterRun'));
    if (!kubectl) return skip();
    const app = {
      name: 'app',
      ...busybox,
      command: ['sleep', '1000000'],
      securityContext: { runAsUser: 1000 },
    };
    const watched = cases.map(async ([title, flags, spec], index) => {
      const name = `kubectl-${index}`;
      await target.createPod({ name, spec: { ...spec, containers: [app] } });
      const where = ['--kubeconfig', inject('kubeconfig'), 'debug', '-n', target.namespace, name, '-i'];
      const result = await runKubectl(kubectl, [...where, ...flags], { timeout: waitsFor });
      const said = `${result.stdout}${result.stderr}`.trim();
      console.log(`kubectl debug, ${title}: after ${waitsFor} ms it has said: ${said}`);
      expect(result.stopped).toBe(true);
      expect(said).not.toMatch(/ErrImage|BackOff|Failed|Error|cannot|root/);
    });
    await Promise.all(watched);
  });
});

describe('what starts on a real node', () => {
  const init = { name: 'init', ...busybox, command: ['sleep', '5'] };
  it.each([
    ['while init containers run', {}],
    ['with a target that starts after them', { targetContainerName: 'app' }],
  ])('%s', async (title, fields) => {
    const name = `starts-${title.length}`;
    await createUnready(name, { initContainers: [init] });
    const { exitCode, output } = await client.run(refTo(name), { ...echo, ...fields }, { timeout: 60_000 });
    expect([exitCode, output.toString()]).toEqual([0, 'out\n']);
  });

  const endings = [
    ['in a folder that is not there', { command: ['pwd'], workingDir: '/no/such' }, 0, 0, 'Completed'],
    ['and exits with a code', { command: ['sh', '-c', 'exit 3'] }, 3, 0, 'Error'],
    ['and is killed', { command: killSelf('KILL'), targetContainerName: 'app' }, 137, 9, 'Error'],
    ['and is terminated', { command: killSelf('TERM'), targetContainerName: 'app' }, 143, 15, 'Error'],
    ['and takes too much memory', { command: ['sh', '-c', eatMemory] }, 137, 9, 'OOMKilled'],
  ] as const;
  it.each(endings)('%s', async (_, fields, exitCode, signal, reason) => {
    const resources = { limits: { memory: '64Mi', cpu: '1' }, requests: { memory: '16Mi', cpu: '10m' } };
    const { spec } = podManifest({ name: 'ends' });
    const name = `ends-${exitCode}-${fields.command.join('').length}`;
    await target.createPod({ name, spec: { ...spec, resources } });
    const container = { ...busybox, ...fields, command: [...fields.command] };
    expect(await client.run(refTo(name), container, { timeout: 60_000 })).toMatchObject({
      exitCode,
      signal,
      reason,
    });
  });
});

/** From inside the target's process namespace, where it is not the first process, which no signal ends. */
function killSelf(signal: string): readonly string[] {
  return ['sh', '-c', `sh -c 'kill -${signal} $PPID'; sleep 10`];
}

/** Creates a Pod that does not come to run by itself, or not soon. */
async function createUnready(name: string, spec: object): Promise<void> {
  const core = target.kubeConfig.makeApiClient(CoreV1Api);
  const { namespace } = target;
  const body = {
    metadata: { name, namespace },
    spec: { ...podManifest({ name }).spec, nodeName: 'node', ...spec },
  };
  await core.createNamespacedPod({ namespace, body });
}
