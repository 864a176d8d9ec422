import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EphemeralContainersClient } from '../../../src/client/index.js';
import type { ApiServer, UserOptions } from '../../../src/testing/index.js';
import { errorOf } from '../../contract/context.js';
import { withinSome } from '../../limits.js';
import { createAuthority } from './certificates.js';
import { startTlsFront } from './fronts.js';
import { createCleanup, runThrough, startServer, throughout } from './stand.js';

const { add, run: cleanUp } = createCleanup();
let root: string;
/** Where a kubelet puts the files of a service account, below `root`. */
let directory: string;
let server: ApiServer;
let users: UserOptions[];
const account = 'system:serviceaccount:default:debugger';

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'pod-'));
  directory = join(root, 'var/run/secrets/kubernetes.io/serviceaccount');
  mkdirSync(directory, { recursive: true });
  users = [{ name: account, token: 'first' }];
  server = add(await startServer({ users }));
  server.setPod({
    metadata: { name: 'web', namespace: 'shop' },
    spec: { containers: [{ name: 'app', image: 'nginx:1' }] },
  });
  const authority = createAuthority('cluster');
  const certificate = authority.issue({ commonName: 'api', hosts: ['127.0.0.1'] });
  const front = add(await startTlsFront(server.port, certificate));
  write('ca.crt', authority.cert);
  write('token', 'first');
  write('namespace', 'shop\n');
  vi.stubEnv('KUBERNETES_SERVICE_HOST', '127.0.0.1');
  vi.stubEnv('KUBERNETES_SERVICE_PORT', String(front.port));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await cleanUp();
  rmSync(root, { recursive: true });
});

const write = (name: string, text: string) => writeFileSync(join(directory, name), text);
/** In the namespace of the service account. */
const web = { name: 'web' };

describe.each([
  ['fromInCluster', () => EphemeralContainersClient.fromInCluster({ directory })],
  [
    'loadFromCluster of client-node',
    async () => {
      const kubeConfig = new KubeConfig();
      kubeConfig.loadFromCluster(root);
      return EphemeralContainersClient.fromKubeConfig(kubeConfig);
    },
  ],
])('%s', (_, connect) => {
  it('does all as the service account, in its namespace', async () => {
    const client = add(await connect());
    const { namespace } = (await client.readPod(web)).metadata ?? {};
    expect(namespace).toBe('shop');
    expect(await runThrough(client)).toBe(throughout);
  });

  it('takes up a renewed token with the next request', async () => {
    const client = add(await connect());
    expect(await client.list(web)).toEqual([]);
    users.splice(0, 1, { name: account, token: 'second' });
    write('token', 'second');
    expect(await client.list(web)).toEqual([]);
    expect(server.requests.at(-1)?.headers['authorization']).toBe('Bearer second');
  });
});

describe('fromInCluster', () => {
  it('says what is missing outside of a cluster', async () => {
    vi.stubEnv('KUBERNETES_SERVICE_HOST', '');
    await expect(EphemeralContainersClient.fromInCluster({ directory })).rejects.toThrow(
      /^not inside a cluster: KUBERNETES_SERVICE_HOST .* use fromKubeConfig$/,
    );
  });

  it('says what is missing in a Pod without a service account', async () => {
    await expect(EphemeralContainersClient.fromInCluster({ directory: join(root, 'none') })).rejects.toThrow(
      /ENOENT.*ca\.crt/,
    );
  });

  it('impersonates another user', async () => {
    users.push({ name: 'jane', token: '', rules: [] });
    const client = add(
      await EphemeralContainersClient.fromInCluster({ directory, impersonate: { user: 'jane' } }),
    );
    expect(await errorOf(client.list(web))).toMatchObject({ kind: 'forbidden-by-rbac', user: 'jane' });
  });
});

it('takes an address of IPv6', async () => {
  vi.stubEnv('KUBERNETES_SERVICE_HOST', '::1');
  vi.stubEnv('KUBERNETES_SERVICE_PORT', '9');
  const client = add(await EphemeralContainersClient.fromInCluster({ directory }));
  await withinSome(
    async (timeout) => {
      expect(await errorOf(client.list(web, { timeout }))).toMatchObject({
        message: expect.stringContaining('https://[::1]:9'),
      });
    },
    [300, 3_000, 30_000],
  );
});
