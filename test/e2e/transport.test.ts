import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import tls from 'node:tls';
import { CoreV1Api, KubeConfig, RbacAuthorizationV1Api } from '@kubernetes/client-node';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type ClientOptions, EphemeralContainersClient, type Impersonation } from '../../src/client/index.js';
import { createAuthority } from '../client/transport/certificates.js';
import { type MiddlemanOptions, startHttpProxy, startMiddleman } from '../client/transport/fronts.js';
import { startSocksProxy } from '../client/transport/socks-proxy.js';
import { createCleanup, kubeConfigOf } from '../client/transport/stand.js';
import { openCluster } from '../contract/cluster.js';
import { errorOf } from '../contract/context.js';
import { busybox, type ContractTarget } from '../contract/target.js';

const certificateKubeConfig = join(dirname(inject('kubeconfig')), 'cert.kubeconfig');
const echo = { ...busybox, command: ['sh', '-c', 'cat; sleep 0.5; exit 3'] };

let target: ContractTarget;
let address: URL;
/** Of the kubeconfig's cluster and user, as client-node applies them to a request. */
let applied: { ca?: Buffer; headers?: Record<string, string> };
const { add, run: cleanUp } = createCleanup();
beforeAll(async () => {
  target = await openCluster(inject('kubeconfig'), 'transport');
  await target.createPod({ name: 'web' });
  address = new URL(target.kubeConfig.getCurrentCluster()?.server ?? '');
  applied = {};
  await target.kubeConfig.applyToHTTPSOptions(applied);
});
afterEach(cleanUp);
afterAll(() => target?.close());

const refOf = () => ({ namespace: target.namespace, name: 'web' });
const portOf = () => Number(address.port || 443);
const token = () => (applied.headers?.['Authorization'] ?? '').replace('Bearer ', '');

async function runEcho(client: EphemeralContainersClient, stdin: Buffer): Promise<void> {
  const { exitCode, output } = await client.run(refOf(), echo, { stdin });
  expect([exitCode, output.equals(stdin)]).toEqual([3, true]);
}

/** A client that reaches the cluster through somebody who may meddle. */
async function connectBy(
  meddling: MiddlemanOptions,
  options?: ClientOptions,
): Promise<EphemeralContainersClient> {
  const open = () => tls.connect({ host: address.hostname, port: portOf(), rejectUnauthorized: false });
  const { cluster } = add(await startMiddleman(open, meddling));
  return add(EphemeralContainersClient.fromKubeConfig(kubeConfigOf(cluster, { token: token() }), options));
}

describe('a real API server', () => {
  it.runIf(existsSync(certificateKubeConfig))('takes a client certificate, for streams too', async () => {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromFile(certificateKubeConfig);
    await runEcho(add(EphemeralContainersClient.fromKubeConfig(kubeConfig)), randomBytes(10_000));
  });

  it('answers a certificate of another authority as a user it does not know', async () => {
    const { cert, key } = createAuthority('somebody else').issue({ commonName: 'mallory' });
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const user = { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) };
    const cluster = { server: address.origin, 'insecure-skip-tls-verify': true };
    const client = add(EphemeralContainersClient.fromKubeConfig(kubeConfigOf(cluster, user)));
    expect(await errorOf(client.list(refOf()))).toMatchObject({
      kind: 'unauthorized',
      status: { code: 401 },
    });
  });

  it.each([
    ['http', startHttpProxy],
    ['socks5', startSocksProxy],
  ] as const)('is reached through a proxy, %s', async (scheme, start) => {
    const proxy = add(await start({ hosts: { [address.hostname]: portOf() } }));
    const proxyUrl = `${scheme}://127.0.0.1:${proxy.port}`;
    const options = { server: address.origin, token: token(), ca: applied.ca, proxyUrl };
    const client = add(EphemeralContainersClient.fromToken(options));
    await runEcho(client, randomBytes(100_000));
    const sent = client.requests;
    await runEcho(client, randomBytes(100_000));
    console.log(`${scheme}: ${client.requests} requests of two runs over ${proxy.tunnels.length} tunnels`);
    expect(client.requests).toBeGreaterThan(sent);
    expect(proxy.tunnels.length).toBeLessThan(client.requests);
  });

  it('is spoken to in v4 where there is nothing newer, and loses nothing of piped input', async () => {
    const client = await connectBy({ changeUpgrade: (head) => head.replace('v5.channel.k8s.io,', '') });
    for (const size of [1, 100, 10_000, 200_000]) await runEcho(client, randomBytes(size));
  });

  it('says that an upgrade did not reach it', async () => {
    const client = await connectBy({
      changeUpgrade: (head) => head.replace(/^(Connection|Upgrade): .*\r\n/gm, ''),
    });
    const session = await client.add(refOf(), { ...busybox, command: ['sleep', '60'] });
    await session.waitForRunning();
    expect(await errorOf(session.attach({ stdout: () => {} }))).toMatchObject({
      kind: 'request-failed',
      status: { code: 400 },
      message: expect.stringMatching(/^Upgrade request required; is there a proxy/),
    });
  });

  it('compresses long answers', async () => {
    const encodings: unknown[] = [];
    const client = await connectBy({
      onAnswer: ({ headers }) => encodings.push(headers['content-encoding']),
    });
    const core = target.kubeConfig.makeApiClient(CoreV1Api);
    const patch = [
      { op: 'add', path: '/metadata/annotations', value: { 'example.com/long': 'x'.repeat(200_000) } },
    ];
    await core.patchNamespacedPod({ ...refOf(), body: patch });
    const pod = await client.readPod(refOf());
    expect(pod.metadata?.annotations?.['example.com/long']).toHaveLength(200_000);
    expect(encodings).toEqual(['gzip']);
  });

  it.each<[string, Impersonation, boolean]>([
    ['a user without rights', { user: 'jane', groups: ['nobody'] }, false],
    ['a group of administrators', { user: 'jürgen', groups: ['nobody', 'system:masters'] }, true],
  ])('authorizes by the rights of the impersonated user: %s', async (_, impersonate, allowed) => {
    const client = add(EphemeralContainersClient.fromKubeConfig(target.kubeConfig, { impersonate }));
    if (allowed) return runEcho(client, Buffer.from('hello'));
    const lacks = { kind: 'forbidden-by-rbac', user: impersonate.user, verb: 'get', resource: 'pods' };
    expect(await errorOf(client.list(refOf()))).toMatchObject(lacks);
  });
});

describe('a service account', () => {
  let directory: string;
  let core: CoreV1Api;
  const name = 'debugger';
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'service-account-'));
    core = target.kubeConfig.makeApiClient(CoreV1Api);
    const rbac = target.kubeConfig.makeApiClient(RbacAuthorizationV1Api);
    const { namespace } = target;
    await core.createNamespacedServiceAccount({ namespace, body: { metadata: { name } } });
    const rules = [
      { apiGroups: [''], resources: ['pods', 'events'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['patch'] },
      { apiGroups: [''], resources: ['pods/attach', 'pods/log'], verbs: ['get', 'create'] },
    ];
    await rbac.createNamespacedRole({ namespace, body: { metadata: { name }, rules } });
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name };
    const subjects = [{ kind: 'ServiceAccount', name, namespace }];
    await rbac.createNamespacedRoleBinding({ namespace, body: { metadata: { name }, roleRef, subjects } });
    writeFileSync(join(directory, 'ca.crt'), applied.ca ?? '');
    writeFileSync(join(directory, 'namespace'), namespace);
    writeFileSync(join(directory, 'token'), await createToken());
    vi.stubEnv('KUBERNETES_SERVICE_HOST', address.hostname);
    vi.stubEnv('KUBERNETES_SERVICE_PORT', String(portOf()));
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true });
  });

  async function createToken(): Promise<string> {
    const body = { spec: { audiences: [], expirationSeconds: 600 } };
    const request = { namespace: target.namespace, name, body };
    return (await core.createNamespacedServiceAccountToken(request)).status?.token ?? '';
  }

  it('does its work with few rights, and outlives its tokens', async () => {
    const client = add(await EphemeralContainersClient.fromInCluster({ directory }));
    const { exitCode, output } = await client.run({ name: 'web' }, echo, { stdin: 'hello' });
    expect([exitCode, output.toString()]).toEqual([3, 'hello']);
    await core.deleteNamespacedServiceAccount({ namespace: target.namespace, name });
    const outcome = () =>
      client.list({ name: 'web' }).then(
        () => 'listed',
        ({ kind }) => kind,
      );
    // The server remembers for some seconds whom it let in.
    await expect.poll(outcome, { timeout: 30_000, interval: 500 }).toBe('unauthorized');
    await core.createNamespacedServiceAccount({ namespace: target.namespace, body: { metadata: { name } } });
    writeFileSync(join(directory, 'token'), await createToken());
    expect((await client.list({ name: 'web' })).length).toBeGreaterThan(0);
  });
});
