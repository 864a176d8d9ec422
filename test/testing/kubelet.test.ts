import { afterEach, describe, expect, test } from 'vitest';
import {
  type ApiServer,
  type ContainerIo,
  type KubeletOptions,
  startApiServer,
} from '../../src/testing/index.js';
import {
  addContainer,
  podUrl,
  send,
  statusOf,
  until,
  untilRunning,
  untilTerminated,
  webPod,
} from './pods.js';

let server: ApiServer;
afterEach(() => server.close());

async function start(kubelet: KubeletOptions = {}, pod: object = {}): Promise<void> {
  server = await startApiServer({ pods: [{ ...webPod(), ...pod }], kubelet });
}

const eventsOf = (container: string): string[] =>
  server
    .events()
    .filter((event) =>
      (event['involvedObject'] as { fieldPath: string }).fieldPath.includes(`{${container}}`),
    )
    .map((event) => `${event['type']} ${event['reason']}: ${event['message']}`);

describe('a container that starts', () => {
  test('waits, runs, ends, with the events of each', async () => {
    await start({ containers: [{ name: 'dbg', startsAfter: 20, exitSeenAfter: 20 }] });
    const states: string[] = [];
    const response = await fetch(`${server.url}/api/v1/pods?watch=1`);
    const reading = (async () => {
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString();
        if (text.includes('"terminated"')) break;
      }
      for (const line of text.trim().split('\n')) {
        const state = JSON.parse(line).object.status.ephemeralContainerStatuses?.[0]?.state ?? {};
        states.push(...Object.keys(state));
      }
    })();
    await addContainer(server, { name: 'dbg', image: 'busybox:1', command: ['true'] });
    await reading;
    expect(states).toEqual(['waiting', 'running', 'terminated']);
    expect(eventsOf('dbg')).toEqual([
      'Normal Pulled: Container image "busybox:1" already present on machine and can be accessed by the pod',
      'Normal Created: Container created',
      'Normal Started: Container started',
    ]);
  });

  test('runs the program for its command', async () => {
    const says = (text: string) => (io: ContainerIo) => io.write(text).then(() => 0);
    await start({
      containers: [
        { command: 'id -u', program: says('1000') },
        { command: /^id/, program: says('uid=1000') },
      ],
    });
    await addContainer(server, { name: 'one', image: 'busybox:1', command: ['id'], args: ['-u'] });
    await addContainer(server, { name: 'other', image: 'busybox:1', command: ['id', '-a'] });
    await Promise.all([untilTerminated(server, 'one'), untilTerminated(server, 'other')]);
    expect((await send(podUrl(server, '/log?container=one'))).body).toBe('1000');
    expect((await send(podUrl(server, '/log?container=other'))).body).toBe('uid=1000');
  });

  test('runs a program of yours, with its arguments and environment', async () => {
    await start({
      containers: [
        {
          image: /^tool:/,
          program: async (io) => {
            await io.write(`${io.argv.join(' ')} ${io.env['A']}`);
            return { exitCode: 137, reason: 'OOMKilled', message: 'too much' };
          },
        },
      ],
    });
    await addContainer(server, {
      name: 'dbg',
      image: 'tool:1',
      command: ['go', '$(A)'],
      args: ['$$(A)', '$(B)'],
      env: [{ name: 'A', value: 'x' }],
    });
    expect(await untilTerminated(server, 'dbg')).toMatchObject({
      exitCode: 137,
      reason: 'OOMKilled',
      message: 'too much',
    });
    expect((await send(podUrl(server, '/log?container=dbg'))).body).toBe('go x $(A) $(B) x');
  });

  test.each([
    [['true'], 0],
    [['false'], 1],
    [['sh', '-c', 'exit 42'], 42],
    [['sh', '-c', 'false; echo $?'], 0],
    [['sh', '-c', 'false && exit 2 || exit 3'], 3],
    [['sh', '-c', 'nosuch'], 127],
    [['sh', '-c', 'kill -9 $$$$'], 137],
    [['/bin/echo', 'a'], 0],
  ])('%j exits %i', async (command, exitCode) => {
    await start();
    await addContainer(server, { name: 'dbg', image: 'busybox:1', command });
    expect((await untilTerminated(server, 'dbg')).exitCode).toBe(exitCode);
  });

  test('a program that throws has failed', async () => {
    await start({
      containers: [
        {
          program: () => {
            throw new Error('boom');
          },
        },
      ],
    });
    await addContainer(server, { name: 'dbg', image: 'x:1' });
    expect(await untilTerminated(server, 'dbg')).toMatchObject({ exitCode: 1, message: 'boom' });
  });

  test('can be killed', async () => {
    await start();
    await addContainer(server, { name: 'dbg', image: 'busybox:1', command: ['sleep', '1000'] });
    await untilRunning(server, 'dbg');
    expect(server.killContainer('web', 'dbg', 15)).toBe(true);
    expect(await untilTerminated(server, 'dbg')).toMatchObject({ exitCode: 143, reason: 'Error' });
    expect(server.killContainer('web', 'dbg')).toBe(false);
  });
});

describe('a container that does not start', () => {
  test.each([
    [{ image: 'nosuch.invalid/x:1' }, 'Warning Failed: Error: ErrImagePull'],
    [{ image: 'UPPER/Case' }, 'Warning Failed: Error: InvalidImageName'],
    [{ image: 'else:1', imagePullPolicy: 'Never' }, 'Warning Failed: Error: ErrImageNeverPull'],
    [
      { image: 'here:1', envFrom: [{ configMapRef: { name: 'nosuch' } }] },
      'Warning Failed: Error: configmap "nosuch" not found',
    ],
  ])('%j: the event tells, the status does not', async (container, event) => {
    await start({ images: ['here:1'] });
    await addContainer(server, { name: 'dbg', ...container });
    await until(
      () => eventsOf('dbg'),
      (events) => events.includes(event),
    );
    expect(statusOf(server, 'dbg')?.state).toEqual({ waiting: { reason: 'ContainerCreating' } });
  });

  test('for want of a program: RunContainerError', async () => {
    await start();
    await addContainer(server, { name: 'dbg', image: 'busybox:1', command: ['/nosuch'] });
    const status = await until(
      () => statusOf(server, 'dbg')?.state.waiting,
      (waiting) => waiting?.reason === 'RunContainerError',
    );
    expect(status?.message).toContain('stat /nosuch: no such file or directory');
  });

  test('next to a container that has ended: CreateContainerError', async () => {
    await start({ containers: [{ name: 'app', program: () => 1 }] });
    await until(
      () => server.getPod('web')?.status.containerStatuses?.[0]?.state.terminated,
      (terminated) => terminated !== undefined,
    );
    await addContainer(server, { name: 'dbg', image: 'busybox:1', targetContainerName: 'app' });
    await until(
      () => eventsOf('dbg').join('\n'),
      (events) => events.includes('is not running - in state CONTAINER_EXITED'),
    );
  });

  test('as a behaviour says, until it recovers', async () => {
    await start({
      containers: [
        {
          name: 'dbg',
          failure: { reason: 'ErrImagePull', message: 'denied', shownAfter: 0, recoversAfter: 1_000 },
        },
      ],
      backOff: 50,
    });
    const seen = new Set<string>();
    const seeing = until(
      () => statusOf(server, 'dbg')?.state,
      (state) => {
        if (state?.waiting !== undefined) seen.add(state.waiting.reason);
        return state?.running !== undefined;
      },
    );
    await addContainer(server, { name: 'dbg', image: 'busybox:1', command: ['sleep', '9'] });
    await seeing;
    expect([...seen]).toContain('ErrImagePull');
  });

  test('because the kubelet is away: no status at all', async () => {
    await start({ containers: [{ name: 'dbg', seenAfter: Number.POSITIVE_INFINITY }, { name: 'next' }] });
    await addContainer(server, { name: 'dbg', image: 'busybox:1' });
    await addContainer(server, { name: 'next', image: 'busybox:1' });
    await untilRunning(server, 'next');
    expect(statusOf(server, 'dbg')).toBeUndefined();
  });

  test.each(['Succeeded', 'Failed'])('because the Pod has %s: no status at all', async (phase) => {
    await start({}, { status: { phase } });
    server.setPod(webPod('other'));
    expect((await addContainer(server, { name: 'dbg', image: 'busybox:1' })).code).toBe(200);
    await addContainer(server, { name: 'dbg', image: 'busybox:1' }, { pod: 'other' });
    await untilRunning(server, 'dbg', 'other');
    expect(statusOf(server, 'dbg')).toBeUndefined();
  });
});

describe('Pods through the API', () => {
  const create = (body: object): ReturnType<typeof send> =>
    send(`${server.url}/api/v1/namespaces/default/pods`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  test('one that names its node or waits for the default scheduler starts, another waits', async () => {
    await start();
    const containers = [{ name: 'app', image: 'nginx:1' }];
    await create({ metadata: { name: 'other' }, spec: { schedulerName: 'other', containers } });
    await create({ metadata: { name: 'picky' }, spec: { nodeSelector: { disk: 'ssd' }, containers } });
    await create({ metadata: { name: 'placed' }, spec: { nodeName: 'node', containers } });
    await create({ metadata: { name: 'unplaced' }, spec: { containers } });
    for (const name of ['placed', 'unplaced']) {
      await until(
        () => server.getPod(name)?.status.phase,
        (phase) => phase === 'Running',
      );
    }
    expect(server.getPod('unplaced')?.spec.nodeName).toBe('node');
    expect(server.events().map((event) => event['message'])).toContain(
      'Successfully assigned default/unplaced to node',
    );
    for (const name of ['other', 'picky']) expect(server.getPod(name)?.status.phase).toBe('Pending');
  });

  test('one whose containers end under Never ends', async () => {
    await start();
    await create({
      metadata: { name: 'job' },
      spec: {
        nodeName: 'node',
        restartPolicy: 'Never',
        containers: [{ name: 'a', image: 'x:1', command: ['false'] }],
      },
    });
    await until(
      () => server.getPod('job')?.status.phase,
      (phase) => phase === 'Failed',
    );
  });

  test('deletion marks, ends the containers, then removes; a new Pod of the name has another uid', async () => {
    await start();
    await addContainer(server, { name: 'dbg', image: 'busybox:1', command: ['sleep', '1000'] });
    await untilRunning(server, 'dbg');
    const before = server.getPod('web')?.metadata.uid;
    const { body } = await send(podUrl(server), { method: 'DELETE' });
    expect(body.metadata.deletionTimestamp).toBeDefined();
    await until(
      () => server.getPod('web'),
      (pod) => pod === undefined,
    );
    server.setPod(webPod());
    expect(server.getPod('web')?.metadata.uid).not.toBe(before);
  });
});
