import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { startApiServer } from '../../src/testing/index.js';
import { findProgram } from '../programs/built.js';
import { addContainer, podUrl, untilRunning, webPod } from './pods.js';
import { openSession } from './sockets.js';

describe('close', () => {
  test('ends watches, logs, sessions and hanging requests', async () => {
    const server = await startApiServer({
      pods: [webPod()],
      faults: [{ path: '/version', action: { kind: 'hang', when: 'before-commit' } }],
    });
    await addContainer(server, { name: 'dbg', image: 'busybox:1', command: ['cat'], stdin: true });
    await untilRunning(server, 'dbg');
    const session = await openSession(podUrl(server, '/attach?container=dbg&stdin=true&stdout=true'));
    session.socket.on('error', () => {});
    const drain = async (response: Response): Promise<void> => {
      for await (const _chunk of response.body ?? []);
    };
    const streams = await Promise.all([
      fetch(`${server.url}/api/v1/pods?watch=1`),
      fetch(podUrl(server, '/log?container=dbg&follow=true')),
    ]);
    const hanging = fetch(`${server.url}/version`);
    const ends = [...streams.map(drain), hanging].map((each) =>
      each.then(
        () => 'ended',
        () => 'broken',
      ),
    );
    await server.close();
    expect(await session.closed).toBe(1006);
    for (const end of await Promise.all(ends)) expect(end).toBe('broken');
    expect(server.openConnections()).toBe(0);
    await expect(fetch(server.url)).rejects.toThrow();
  });

  test('twice is as good as once', async () => {
    const server = await startApiServer();
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });

  test('leaves a process with nothing to wait for', async () => {
    const child = spawn(process.execPath, [findProgram('testing/programs/closing')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect([code, output.trim()]).toEqual([0, 'closed']);
  });
});

describe('dropConnections', () => {
  test('cuts what is open; the next request is answered', async () => {
    const server = await startApiServer({ pods: [webPod()] });
    const response = await fetch(`${server.url}/api/v1/pods?watch=1`);
    const reading = (async () => {
      for await (const _chunk of response.body ?? []);
    })();
    server.dropConnections();
    await expect(reading).rejects.toThrow();
    expect((await fetch(podUrl(server))).status).toBe(200);
    await server.close();
  });
});

test('a port that is taken is an error', async () => {
  const server = await startApiServer();
  await expect(startApiServer({ port: server.port })).rejects.toThrow('EADDRINUSE');
  await server.close();
});
