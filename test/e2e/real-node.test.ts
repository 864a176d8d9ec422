import { CoreV1Api } from '@kubernetes/client-node';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { type AnyClientError, type ContainerToAdd, isClientError } from '../../src/client/index.js';
import { errorOf } from '../contract/context.js';
import { eventually } from '../contract/eventually.js';
import { busybox, podManifest } from '../contract/target.js';
import { findKubectl, runKubectl } from './kubectl.js';
import { failures } from './real-node/failures.js';
import { useCluster } from './use-cluster.js';

const once = { ...busybox, command: ['true'] };
/** The runtime may hear of the end before it hears why, so the program goes on for a while. */
const eatMemory = '(x=aaaaaaaa; while true; do x=$x$x; done); code=$?; sleep 2; exit $code';
const echo = { ...busybox, command: ['echo', 'out'] };

const at = useCluster('failures');

/** The error of a run, and how long it took to come. */
async function timeError(name: string, container: ContainerToAdd) {
  const began = performance.now();
  const error = await errorOf(at.client.run(at.refTo(name), container, { timeout: 60_000 }));
  if (!isClientError(error)) throw error;
  return { error, milliseconds: Math.round(performance.now() - began) };
}

describe('what never starts on a real node', () => {
  const limit = 5_000;
  const times = new Map<string, number>();
  afterAll(() => {
    const inTime = [...times.values()].filter((milliseconds) => milliseconds < limit);
    console.log(`failures named: ${inTime.length} of ${times.size} within ${limit / 1000} s`);
    const [title, most] = [...times].sort(([, one], [, other]) => other - one)[0] ?? ['none', 0];
    console.log(`the slowest failure is named after ${most} ms (${title})`);
  });

  /** The error comes in time; where something else held the machine up, in another Pod. */
  async function nameInTime(
    title: string,
    container: ContainerToAdd,
    { create, check }: { create: (pod: string) => Promise<void>; check: (error: AnyClientError) => void },
  ): Promise<void> {
    let fastest = Number.POSITIVE_INFINITY;
    for (const attempt of ['first', 'second']) {
      const pod = `fails-${times.size}-${attempt}`;
      await create(pod);
      const { error, milliseconds } = await timeError(pod, container);
      console.log(`${title}: named after ${milliseconds} ms`);
      check(error);
      fastest = Math.min(fastest, milliseconds);
      if (fastest < limit) break;
    }
    times.set(title, fastest);
    expect(fastest).toBeLessThan(limit);
  }

  it.each(failures)('$title', async ({ title, container, spec, podEnds, kind, says }) => {
    const create = async (name: string) => {
      await at.target.createPod({ name, ...(spec && { spec }) });
      if (!podEnds) return;
      await eventually('the end of the Pod', async () => {
        const { status } = await at.target.readPod(name);
        return /^(Failed|Succeeded)$/.test(status?.phase ?? '') ? true : undefined;
      });
    };
    const check = ({ kind: found, message }: AnyClientError) => {
      expect(found).toBe(kind);
      expect(message).toMatch(says);
    };
    await nameInTime(title, container, { create, check });
  });

  it('a target that cannot start, with its own reason', async () => {
    const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'nope', key: 'k' } } }];
    const app = { name: 'app', ...busybox, env };
    const create = (name: string) => createUnready(name, { containers: [app] });
    const check = ({ kind, message }: AnyClientError) => {
      expect(kind).toBe('start-failed');
      expect(message).toMatch(
        /unable to find target container app, which waits: CreateContainerConfigError: configmap "nope" not found/,
      );
    };
    const container = { ...once, targetContainerName: 'app' };
    await nameInTime('a target that cannot start', container, { create, check });
  });

  it('in a Pod of which the kubelet tells no more events: later, from status', async () => {
    const name = 'fails-unheard';
    await at.target.createPod({ name });
    // The kubelet's recorder lets 25 warnings of a Pod pass at once, and one in five minutes from then on.
    const container = { ...once, securityContext: { runAsNonRoot: true } };
    await Promise.all(Array.from({ length: 26 }, () => at.client.add(at.refTo(name), container)));
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
      await at.target.createPod({ name, spec: { ...spec, containers: [app] } });
      const where = ['--kubeconfig', inject('kubeconfig'), 'debug', '-n', at.target.namespace, name, '-i'];
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
    const { exitCode, output } = await at.client.run(
      at.refTo(name),
      { ...echo, ...fields },
      { timeout: 60_000 },
    );
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
    await at.target.createPod({ name, spec: { ...spec, resources } });
    const container = { ...busybox, ...fields, command: [...fields.command] };
    expect(await at.client.run(at.refTo(name), container, { timeout: 60_000 })).toMatchObject({
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
  const core = at.target.kubeConfig.makeApiClient(CoreV1Api);
  const { namespace } = at.target;
  const body = {
    metadata: { name, namespace },
    spec: { ...podManifest({ name }).spec, nodeName: 'node', ...spec },
  };
  await core.createNamespacedPod({ namespace, body });
}
