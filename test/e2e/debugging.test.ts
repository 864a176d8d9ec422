import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { untilSize } from '../cli/pseudo-terminal.js';
import { busybox } from '../contract/target.js';
import { useCluster } from './use-cluster.js';

const distroless = { name: 'app', image: 'local/distroless:1', imagePullPolicy: 'IfNotPresent' };

describe('debugging on a real node', () => {
  const at = useCluster('debugging');

  it('lists the processes of a container without a shell, and reads its files', async () => {
    await at.target.createPod({ name: 'distroless', spec: { containers: [distroless] } });
    const script = 'ps -o pid,args; cat /proc/1/root/etc/app.conf';
    const session = await at.client.add(at.refTo('distroless'), {
      ...busybox,
      command: ['sh', '-c', script],
      targetContainerName: 'app',
    });
    expect(await session.waitForExit()).toMatchObject({ exitCode: 0 });
    let log = '';
    for await (const bytes of session.logs()) log += bytes.toString();
    expect(log).toMatch(/^ *1 \/app\/sleep/m);
    expect(log).toContain('answer=42');
    console.log(
      `a container without a shell: ${log.trim().split('\n').length - 2} processes, answer=42 in a file`,
    );
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
    await at.target.createPod({
      name: 'crashed',
      spec: { containers: [good, bad], volumes: [{ name: 'data', emptyDir: {} }] },
    });
    const { output, exitCode } = await at.client.run(at.refTo('crashed'), {
      ...busybox,
      command: ['cat', '/data/crash.txt'],
      volumeMounts: [mount],
    });
    expect(exitCode).toBe(0);
    expect(output.toString()).toBe('out of memory\n');
    console.log(`a container that crashed left: ${output.toString().trim()}`);
  });

  it('gives a terminal that can be resized', async () => {
    await at.target.createPod({ name: 'terminal' });
    const ref = at.refTo('terminal');
    const session = await at.client.add(ref, { ...busybox, command: ['sh'], stdin: true, tty: true });
    await session.waitForRunning();
    let screen = '';
    const stdout = (bytes: Buffer) => {
      screen += bytes.toString();
    };
    const typed = new PassThrough();
    const size = { columns: 93, rows: 31 };
    const attached = await session.attach({ stdin: typed, stdout, size });
    const sees = (text: string) => expect.poll(() => screen, { timeout: 60_000 }).toContain(text);
    typed.write(untilSize('31 93'));
    await sees('\n31 93\r\n');
    attached.resize({ columns: 120, rows: 40 });
    typed.write(untilSize('40 120'));
    await sees('\n40 120\r\n');
    typed.write('exit 6\n');
    expect(await attached.done).toBe('ended');
    expect(await session.waitForExit()).toMatchObject({ exitCode: 6 });
  });

  it('adds the containers of 50 clients at once, each once', async () => {
    await at.target.createPod({ name: 'crowd' });
    const clients = Array.from({ length: 50 }, () =>
      EphemeralContainersClient.fromKubeConfig(at.target.kubeConfig),
    );
    const ref = at.refTo('crowd');
    await Promise.all(
      clients.map((one, index) =>
        one.add(ref, { name: `c-${index}`, ...busybox, command: ['true'] }, { timeout: 120_000 }),
      ),
    );
    for (const one of clients) one.close();
    const names = (await at.target.readPod('crowd')).spec?.ephemeralContainers?.map(({ name }) => name) ?? [];
    console.log(`${clients.length} clients: ${names.length} containers, ${new Set(names).size} names`);
    expect(names.sort()).toEqual(clients.map((_, index) => `c-${index}`).sort());
  });
});
