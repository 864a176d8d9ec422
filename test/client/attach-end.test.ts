import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EphemeralContainersClient, type Session } from '../../src/client/index.js';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { errorOf } from '../contract/context.js';

let server: ApiServer;
let client: EphemeralContainersClient;
let end: () => void;

beforeEach(async () => {
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });
  server = await startApiServer({
    pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'app:1' }] } }],
    kubelet: {
      containers: [
        {
          program: async ({ container, write }) => {
            const end = container.tty === true ? '\r\n' : '\n';
            await write(`one${end}`);
            await ending;
            await write(`two${end}`);
            await write(`three${end}`);
            return 0;
          },
        },
      ],
    },
  });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeConfigYaml);
  client = EphemeralContainersClient.fromKubeConfig(kubeConfig);
});
afterEach(async () => {
  client.close();
  await server.close();
});

async function attach(container: { readonly tty?: boolean; readonly stdin?: boolean }, history?: boolean) {
  const ref = { namespace: 'default', name: 'web' };
  const session: Session = await client.add(ref, { image: 'busybox', ...container });
  await session.waitForRunning();
  let shown = '';
  const stdout = (bytes: Buffer) => {
    shown += bytes.toString();
  };
  const stdin = container.stdin === true ? 'typed\r' : undefined;
  const attached = await session.attach({ stdin, stdout, history });
  return { attached, shown: () => shown };
}

describe('attached streams that break as the container ends', () => {
  it.each([
    ['without a terminal', {}, 'one\ntwo\nthree\n'],
    ['with a terminal', { tty: true, stdin: true }, 'one\r\ntwo\r\nthree\r\n'],
  ])('%s: the log has the rest', async (_, container, text) => {
    const { attached, shown } = await attach(container);
    server.dropConnections();
    end();
    expect(await attached.done).toBe('ended');
    expect(shown()).toBe(text);
  });
  it('bring no more where no history was wanted', async () => {
    const { attached, shown } = await attach({}, false);
    server.dropConnections();
    end();
    expect(await errorOf(attached.done)).toMatchObject({ kind: 'connection-lost' });
    expect(shown()).toBe('');
  });
});

it('a container that goes on is no end of its streams', async () => {
  const { attached } = await attach({});
  server.dropConnections();
  expect(await errorOf(attached.done)).toMatchObject({ kind: 'connection-lost' });
});
