import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { openCluster } from '../contract/cluster.js';
import { busybox, type ContractTarget } from '../contract/target.js';

const distroless = { name: 'app', image: 'local/distroless:1', imagePullPolicy: 'IfNotPresent' };

describe('debugging on a real node', () => {
  let target: ContractTarget;
  let client: EphemeralContainersClient;
  beforeAll(async () => {
    target = await openCluster(inject('kubeconfig'), 'debugging');
    client = EphemeralContainersClient.fromKubeConfig(target.kubeConfig);
  });
  afterAll(async () => {
    client?.close();
    await target?.close();
  });

  it('lists the processes of a container without a shell, and reads its files', async () => {
    await target.createPod({ name: 'distroless', spec: { containers: [distroless] } });
    const script = 'ps -o pid,args; cat /proc/1/root/etc/app.conf';
    const session = await client.add(
      { namespace: target.namespace, name: 'distroless' },
      { ...busybox, command: ['sh', '-c', script], targetContainerName: 'app' },
    );
    expect(await session.waitForExit()).toMatchObject({ exitCode: 0 });
    let log = '';
    for await (const bytes of session.logs()) log += bytes.toString();
    expect(log).toMatch(/^ *1 \/app\/sleep/m);
    expect(log).toContain('answer=42');
  });

  it('looks at what a crashed container left in its volume', async () => {
    const mount = { name: 'data', mountPath: '/data' };
    const bad = {
      name: 'bad',
      ...busybox,
      command: ['sh', '-c', 'echo out of memory > /data/crash.txt; exit 3'],
      volumeMounts: [mount],
    };
    const good = { name: 'app', ...busybox, command: ['sleep', '1000000'] };
    await target.createPod({
      name: 'crashed',
      spec: { containers: [good, bad], volumes: [{ name: 'data', emptyDir: {} }] },
    });
    const { output, exitCode } = await client.run(
      { namespace: target.namespace, name: 'crashed' },
      { ...busybox, command: ['cat', '/data/crash.txt'], volumeMounts: [mount] },
    );
    expect(exitCode).toBe(0);
    expect(output.toString()).toBe('out of memory\n');
  });

  it('gives a terminal that can be resized', async () => {
    await target.createPod({ name: 'terminal' });
    const ref = { namespace: target.namespace, name: 'terminal' };
    const session = await client.add(ref, { ...busybox, command: ['sh'], stdin: true, tty: true });
    await session.waitForRunning();
    const screen: Buffer[] = [];
    const typed = (async function* () {
      yield 'stty size\n';
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      yield 'exit 6\n';
    })();
    const size = { columns: 93, rows: 31 };
    const attached = await session.attach({ stdin: typed, stdout: (bytes) => void screen.push(bytes), size });
    expect(await attached.done).toBe('ended');
    expect(Buffer.concat(screen).toString()).toContain('31 93');
    expect(await session.waitForExit()).toMatchObject({ exitCode: 6 });
  });

  it('adds the containers of 50 clients at once, each once', async () => {
    await target.createPod({ name: 'crowd' });
    const clients = Array.from({ length: 50 }, () =>
      EphemeralContainersClient.fromKubeConfig(target.kubeConfig),
    );
    const ref = { namespace: target.namespace, name: 'crowd' };
    await Promise.all(
      clients.map((one, index) =>
        one.add(ref, { name: `c-${index}`, ...busybox, command: ['true'] }, { timeout: 120_000 }),
      ),
    );
    for (const one of clients) one.close();
    const names = (await target.readPod('crowd')).spec?.ephemeralContainers?.map(({ name }) => name) ?? [];
    expect(names.sort()).toEqual(clients.map((_, index) => `c-${index}`).sort());
  });
});
