import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { addContainer, podUrl, send, until, untilRunning, untilTerminated, webPod } from './pods.js';

let server: ApiServer;
beforeAll(async () => {
  server = await startApiServer({ pods: [webPod()] });
  await addContainer(server, {
    name: 'done',
    image: 'busybox:1',
    command: ['sh', '-c', 'echo one; echo two >&2; printf three'],
  });
  await untilTerminated(server, 'done');
});
afterAll(() => server.close());

const read = async (query: string): Promise<string> => (await send(podUrl(server, `/log?${query}`))).body;

describe('the log of a container that has ended', () => {
  test('is both outputs, in order, the last line as it was', async () => {
    expect(await read('container=done')).toBe('one\ntwo\nthree');
  });

  test.each([
    [0, ''],
    [1, 'three'],
    [2, 'two\nthree'],
    [9, 'one\ntwo\nthree'],
  ])('tailLines=%i', async (lines, text) => {
    expect(await read(`container=done&tailLines=${lines}`)).toBe(text);
  });

  test('limitBytes cuts anywhere', async () => {
    expect(await read('container=done&limitBytes=5')).toBe('one\nt');
  });

  test('timestamps are RFC 3339 with nanoseconds, each later than the one before', async () => {
    const lines = (await read('container=done&timestamps=true')).split('\n');
    const times = lines.map((line) => line.split(' ')[0] ?? '');
    expect(times).toHaveLength(3);
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
    expect([...new Set(times)].sort()).toEqual(times);
  });

  test('sinceTime in the future leaves nothing', async () => {
    const future = new Date(Date.now() + 60_000).toISOString();
    expect(await read(`container=done&sinceTime=${future}`)).toBe('');
    expect(await read(`container=done&sinceTime=${new Date(0).toISOString()}`)).toBe('one\ntwo\nthree');
  });

  test('follow ends by itself', async () => {
    expect(await read('container=done&follow=true')).toBe('one\ntwo\nthree');
  });

  test('previous is refused: an ephemeral container has none', async () => {
    const { code, body } = await send(podUrl(server, '/log?container=done&previous=true'));
    expect([code, body.message]).toEqual([
      400,
      'previous terminated container "done" in pod "web" not found',
    ]);
  });
});

describe('following a container that runs', () => {
  test('brings each line once it is whole, and ends with the container', async () => {
    await addContainer(server, {
      name: 'talk',
      image: 'busybox:1',
      command: ['sh', '-c', 'printf half; read x; echo " whole"; read y; echo last'],
      stdin: true,
    });
    await untilRunning(server, 'talk');
    const response = await fetch(podUrl(server, '/log?container=talk&follow=true'));
    const chunks: string[] = [];
    const done = (async () => {
      for await (const chunk of response.body ?? []) chunks.push(Buffer.from(chunk).toString());
    })();
    const { openSession } = await import('./sockets.js');
    const session = await openSession(podUrl(server, '/attach?container=talk&stdin=true&stdout=true'));
    session.send(0, 'x\n');
    await until(
      () => chunks.join(''),
      (text) => text === 'half whole\n',
    );
    session.send(0, 'y\n');
    await done;
    expect(chunks.join('')).toBe('half whole\nlast\n');
  });
});

test('a container that waits says why', async () => {
  await addContainer(server, { name: 'stuck', image: 'nosuch.invalid/x:1' });
  await until(
    () => server.events().map((event) => event['reason']),
    (reasons) => reasons.includes('Failed'),
  );
  const { code, body } = await send(podUrl(server, '/log?container=stuck'));
  expect([code, body.message]).toEqual([
    400,
    'container "stuck" in pod "web" is waiting to start: image can\'t be pulled',
  ]);
});

test('with one container no name is needed, with several it is', async () => {
  server.setPod({
    metadata: { name: 'two' },
    spec: {
      containers: [
        { name: 'a', image: 'x:1' },
        { name: 'b', image: 'x:1' },
      ],
    },
  });
  expect((await send(podUrl(server, '/log'))).code).toBe(200);
  const { code, body } = await send(podUrl(server, '/log', 'two'));
  expect([code, body.message]).toEqual([
    400,
    'a container name must be specified for pod two, choose one of: [a b]',
  ]);
});
