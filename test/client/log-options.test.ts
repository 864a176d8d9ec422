import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EphemeralContainersClient, type LogOptions, type Session } from '../../src/client/index.js';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';

let server: ApiServer;
let client: EphemeralContainersClient;
let session: Session;
/** Lets the program say more, and end. */
let goOn: () => void;

beforeEach(async () => {
  const more = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  server = await startApiServer({
    pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'app:1' }] } }],
    kubelet: {
      containers: [
        {
          program: async ({ container, write }) => {
            if (container.image !== 'silent:1') await write('one\ntwo\n');
            await more;
            await write('three\nfour\n');
            return 0;
          },
        },
      ],
    },
  });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeConfigYaml);
  client = EphemeralContainersClient.fromKubeConfig(kubeConfig);
  session = await client.add({ namespace: 'default', name: 'web' }, { image: 'busybox' });
  await session.waitForRunning();
});
afterEach(async () => {
  client.close();
  await server.close();
});

async function textOf(options: LogOptions): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const bytes of session.logs(options)) chunks.push(bytes);
  return Buffer.concat(chunks).toString();
}

const logRequests = () => server.requests.filter(({ path }) => path.endsWith('/log'));

describe('a log that is followed from some point on', () => {
  it.each([
    [{ tailLines: 0 }, 'three\nfour\n'],
    [{ tailLines: 1 }, 'two\nthree\nfour\n'],
    [{ sinceSeconds: 60 }, 'one\ntwo\nthree\nfour\n'],
  ])(
    '%j: loses and repeats nothing where a connection breaks before it brought anything',
    async (options, text) => {
      const path = /\/log$/;
      const skip = 'tailLines' in options ? 1 : 0;
      server.faults.add({ path, skip, action: { kind: 'drop', when: 'before-commit' } });
      const cut = server.faults.add({ path, skip, action: { kind: 'cut', afterBytes: 0, how: 'reset' } });
      const following = textOf({ ...options, follow: true });
      await expect.poll(() => cut.hits()).toBe(1);
      goOn();
      expect(await following).toBe(text);
    },
  );
  it('asks for the last lines once only', async () => {
    const following = textOf({ tailLines: 1, follow: true });
    await expect.poll(() => logRequests().length).toBe(2);
    goOn();
    await following;
    expect(logRequests().filter(({ url }) => url.includes('tailLines')).length).toBe(1);
  });
  it('has all of a log that was empty, however late its server looks at it', async () => {
    session = await client.add({ namespace: 'default', name: 'web' }, { image: 'silent:1' });
    server.faults.add({ path: /\/log$/, skip: 1, action: { kind: 'delay', ms: 500 } });
    const following = textOf({ tailLines: 1, follow: true });
    await expect.poll(() => logRequests().length).toBe(2);
    goOn();
    expect(await following).toBe('three\nfour\n');
  });
  it('shows the time of a line once, though it is read in two parts', async () => {
    goOn();
    await session.waitForExit();
    const cut = { kind: 'cut', afterBytes: 33, how: 'reset' } as const;
    server.faults.add({ path: /\/log$/, action: cut });
    const lines = (await textOf({ timestamps: true })).split('\n');
    expect(lines.map((line) => line.replace(/^\S+Z /, ''))).toEqual(['one', 'two', 'three', 'four', '']);
  });
});

describe('wrong options', () => {
  it.each([
    [{ tailLines: -1 }, 'tailLines: must be a whole number of at least 0, got -1'],
    [{ tailLines: 1.5 }, 'tailLines: must be a whole number of at least 0, got 1.5'],
    [{ sinceSeconds: 0 }, 'sinceSeconds: must be a whole number of at least 1, got 0'],
    [{ limitBytes: 0 }, 'limitBytes: must be a whole number of at least 1, got 0'],
    [{ sinceTime: 'yesterday' }, 'sinceTime: must be a time in RFC 3339, got "yesterday"'],
    [
      { sinceTime: '2026-01-01T00:00:00Z', sinceSeconds: 1 },
      'at most one of sinceTime or sinceSeconds may be specified',
    ],
  ])('%j are refused before anything is sent', async (options, message) => {
    await expect(textOf(options)).rejects.toThrow(new TypeError(message));
    expect(logRequests()).toEqual([]);
  });
});
