import { afterEach, describe, expect, test } from 'vitest';
import { type ApiServer, type ApiServerOptions, startApiServer } from '../../src/testing/index.js';
import { normalizeImage } from '../../src/testing/kubelet/image-name.js';
import { addContainer, statusOf, until, untilRunning, webPod } from './pods.js';

let server: ApiServer;
afterEach(() => server.close());

async function start(options: ApiServerOptions = {}): Promise<void> {
  server = await startApiServer({ pods: [webPod()], ...options });
}

describe('the status of a Pod', () => {
  test.each([
    ['1.25', { hostIPs: false, observed: false, resources: false, conditions: 4 }],
    ['1.29', { hostIPs: true, observed: false, resources: false, conditions: 5 }],
    ['1.33', { hostIPs: true, observed: false, resources: true, conditions: 5 }],
    ['1.34', { hostIPs: true, observed: true, resources: true, conditions: 5 }],
  ] as const)('has the fields of %s', async (minor, { hostIPs, observed, resources, conditions }) => {
    await start({ minor });
    await addContainer(server, { name: 'dbg', image: 'busybox', command: ['sleep', '9'] });
    await untilRunning(server, 'dbg');
    const { metadata, status } = server.getPod('web') ?? {};
    const list = status?.['conditions'] as { observedGeneration?: number }[];
    expect('hostIPs' in (status ?? {})).toBe(hostIPs);
    expect(status?.['observedGeneration']).toBe(observed ? metadata?.generation : undefined);
    expect(list.map(({ observedGeneration }) => observedGeneration)).toEqual(
      Array(conditions).fill(observed ? 2 : undefined),
    );
    for (const one of [status?.containerStatuses?.[0], statusOf(server, 'dbg')]) {
      expect(one?.['resources']).toEqual(resources ? {} : undefined);
    }
  });

  test('names images as the runtime does, once there is a container', async () => {
    await start();
    await addContainer(server, { name: 'dbg', image: 'busybox', command: ['sleep', '9'] });
    await untilRunning(server, 'dbg');
    expect(statusOf(server, 'dbg')?.image).toBe('docker.io/library/busybox:latest');
    expect(server.getPod('web')?.spec.ephemeralContainers?.[0]?.image).toBe('busybox');
  });

  test.each([
    ['busybox:1', 'docker.io/library/busybox:1'],
    ['local/busybox:1', 'docker.io/local/busybox:1'],
    ['localhost/busybox', 'localhost/busybox:latest'],
    ['registry.example:5000/a/b:c', 'registry.example:5000/a/b:c'],
    ['quay.io/a@sha256:00', 'quay.io/a@sha256:00'],
  ])('%s is %s', (image, full) => {
    expect(normalizeImage(image)).toBe(full);
  });
});

describe('why a container does not start', () => {
  const failure = { reason: 'CreateContainerConfigError', message: 'secret "key" not found' };

  test('is in the status from when the kubelet looks again', async () => {
    await start({ kubelet: { containers: [{ name: 'dbg', failure: { ...failure, shownAfter: 300 } }] } });
    const seen = new Set<string | undefined>();
    const seeing = until(
      () => statusOf(server, 'dbg')?.state,
      (current) => {
        seen.add(current?.waiting?.reason);
        return current?.waiting?.message !== undefined;
      },
    );
    await addContainer(server, { name: 'dbg', image: 'busybox:1' });
    const state = await seeing;
    expect(state).toEqual({ waiting: failure });
    expect([...seen]).toContain('ContainerCreating');
  });

  test('is in the status at once where the runtime has created it, beside how that ended', async () => {
    await start();
    await addContainer(server, { name: 'dbg', image: 'busybox:1', command: ['/nosuch'] });
    const status = await until(
      () => statusOf(server, 'dbg'),
      (current) => current?.state.waiting?.reason === 'RunContainerError',
    );
    const message = status?.state.waiting?.message ?? '';
    expect(message).toContain('stat /nosuch: no such file or directory');
    expect(status?.lastState.terminated).toMatchObject({ exitCode: 128, reason: 'StartError', message });
    expect(status?.containerID).toMatch(/^containerd:/);
  });

  test('names a part of the image that is not in lower case', async () => {
    await start();
    await addContainer(server, { name: 'dbg', image: 'local/UPPER:1' });
    await until(
      () => server.events().map((event) => String(event['message'])),
      (messages) =>
        messages.some((message) => message.endsWith(': repository name (local/UPPER) must be lowercase')),
    );
  });
});
