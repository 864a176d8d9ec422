import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type ContainerToAdd, EphemeralContainersClient, isClientError } from '../../src/client/index.js';
import { openCluster } from '../contract/cluster.js';
import { busybox, type ContractTarget } from '../contract/target.js';

const sleeper = { name: 'app', ...busybox, command: ['sleep', '1000000'] };
const crashed = { name: 'bad', ...busybox, command: ['sh', '-c', 'exit 3'] };

interface Failure {
  readonly title: string;
  readonly container: ContainerToAdd;
  readonly spec?: object;
  readonly expected: { readonly kind: string; readonly text: RegExp };
}

const failures: readonly Failure[] = [
  {
    title: 'no such image',
    container: { image: 'nosuch.invalid/x:1', imagePullPolicy: 'IfNotPresent' },
    expected: { kind: 'start-failed', text: /ErrImagePull|ImagePullBackOff/ },
  },
  {
    title: 'an image that is not there and may not be pulled',
    container: { image: 'nosuch.invalid/x:1', imagePullPolicy: 'Never' },
    expected: { kind: 'start-failed', text: /ErrImageNeverPull.*not present with pull policy of Never/s },
  },
  {
    title: 'a name that is none',
    container: { image: 'UPPER/Case', imagePullPolicy: 'IfNotPresent' },
    expected: { kind: 'start-failed', text: /InvalidImageName.*couldn't parse image name/s },
  },
  {
    title: 'root in a Pod that forbids it',
    container: { ...busybox, command: ['true'], securityContext: { runAsUser: 0 } },
    spec: { securityContext: { runAsNonRoot: true, runAsUser: 1000 } },
    expected: { kind: 'start-failed', text: /CreateContainerConfigError.*runAsUser breaks non-root policy/s },
  },
  {
    title: 'an image of root where a user is wanted',
    container: { ...busybox, command: ['true'], securityContext: { runAsNonRoot: true } },
    expected: { kind: 'start-failed', text: /CreateContainerConfigError.*image will run as root/s },
  },
  {
    title: 'a config map that is not there',
    container: {
      ...busybox,
      command: ['true'],
      env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'nope', key: 'k' } } }],
    },
    expected: { kind: 'start-failed', text: /CreateContainerConfigError.*configmap "nope" not found/s },
  },
  {
    title: 'a program that is not there',
    container: { ...busybox, command: ['/nosuch'] },
    expected: { kind: 'start-failed', text: /(StartError|RunContainerError).*\/nosuch.*no such file/s },
  },
  {
    title: 'a target that crashed',
    container: { ...busybox, command: ['true'], targetContainerName: 'bad' },
    spec: { containers: [sleeper, crashed] },
    expected: { kind: 'start-failed', text: /CreateContainerError.*not running/s },
  },
  {
    title: 'a Pod that failed',
    container: { ...busybox, command: ['true'] },
    spec: { containers: [crashed] },
    expected: { kind: 'pod-terminated', text: /has ended \(Failed\)/ },
  },
];

describe('what never starts on a real node', () => {
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

  it.each(failures.map((failure, index) => ({ ...failure, index })))(
    '$title',
    async ({ title, container, spec, expected, index }) => {
      const name = `fails-${index}`;
      await target.createPod({ name, ...(spec && { spec }) });
      if (expected.kind === 'pod-terminated') await untilEnded(target, name);
      const began = performance.now();
      const error = await client
        .run({ namespace: target.namespace, name }, container, { timeout: 60_000 })
        .then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
      console.log(`${title}: named after ${Math.round(performance.now() - began)} ms`);
      expect(isClientError(error) && error.kind).toBe(expected.kind);
      expect((error as Error).message).toMatch(expected.text);
    },
  );
});

async function untilEnded(target: ContractTarget, name: string): Promise<void> {
  for (let left = 100; left > 0; left--) {
    if ((await target.readPod(name)).status?.phase === 'Failed') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
