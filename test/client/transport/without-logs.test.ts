import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EphemeralContainersClient } from '../../../src/client/index.js';
import type { ApiServer, Program } from '../../../src/testing/index.js';
import { errorOf } from '../../contract/context.js';
import { connect, createCleanup, ref, startServer } from './stand.js';
import { untilAttached } from './until-attached.js';

const { add, run: cleanUp } = createCleanup();
let server: ApiServer;
let client: EphemeralContainersClient;
beforeEach(async () => {
  const rules = [
    { verbs: ['get', 'list', 'watch'], resources: ['pods', 'events'] },
    { verbs: ['patch'], resources: ['pods/ephemeralcontainers'] },
    { verbs: ['get', 'create'], resources: ['pods/attach'] },
  ];
  const program: Program = async (io) => {
    await untilAttached(server, io);
    await io.write('out\n');
    return 3;
  };
  server = add(
    await startServer({
      users: [{ name: 'jane', token: 'secret', rules }],
      kubelet: { containers: [{ image: 'attached:1', program }] },
    }),
  );
  client = add(connect({ server: server.url, 'insecure-skip-tls-verify': true }));
});
afterEach(cleanUp);

const warning = expect.stringMatching(/log may not be read.* cannot get resource "pods\/log"/);

describe('a user who may attach, but not read logs', () => {
  it('runs with input, has the output from the attach on, and is warned', async () => {
    const container = { image: 'busybox', command: ['sh', '-c', 'cat; exit 3'] };
    const { exitCode, output, warnings } = await client.run(ref, container, { stdin: 'hello\nworld' });
    expect([exitCode, output.toString(), warnings]).toEqual([3, 'hello\nworld', [warning]]);
  });

  it('runs without input, likewise', async () => {
    const { exitCode, output, warnings } = await client.run(ref, { image: 'attached:1' });
    expect([exitCode, output.toString(), warnings]).toEqual([3, 'out\n', [warning]]);
  });

  it('attaches to a session', async () => {
    const container = { image: 'busybox', command: ['cat'], stdin: true, stdinOnce: true };
    const session = await client.add(ref, container);
    await session.waitForRunning();
    let output = '';
    const stdout = (bytes: Buffer) => {
      output += bytes.toString();
    };
    const attached = await session.attach({ stdin: 'hello', stdout });
    expect(await attached.done).toBe('ended');
    expect([output, attached.warnings]).toEqual(['hello', [warning]]);
  });

  it('is told so where what was before the attach is wanted', async () => {
    const session = await client.add(ref, { image: 'busybox', command: ['sleep', '100'] });
    await session.waitForRunning();
    expect(await errorOf(session.attach({ stdout: () => {}, history: true }))).toMatchObject({
      kind: 'forbidden-by-rbac',
      verb: 'get',
      resource: 'pods/log',
    });
    await expect.poll(() => server.requests.filter(({ path }) => path.endsWith('/attach'))).toHaveLength(1);
  });

  it('is told so where the container ended before it could be attached to', async () => {
    const container = { image: 'busybox', command: ['sh', '-c', 'echo gone'] };
    server.faults.add({
      path: /\/log$/,
      action: { kind: 'delay', ms: 500 },
      times: Number.POSITIVE_INFINITY,
    });
    expect(await errorOf(client.run(ref, container))).toMatchObject({ kind: 'forbidden-by-rbac' });
  });
});
