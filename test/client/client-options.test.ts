import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClientOptions, EphemeralContainersClient } from '../../src/client/index.js';
import { errorOf } from '../contract/context.js';
import { startStub, stubRef } from './stub-server.js';
import { createAuthority } from './transport/certificates.js';
import { startTlsFront } from './transport/fronts.js';
import { connect, createCleanup } from './transport/stand.js';

const { add, run: cleanUp } = createCleanup();
const warnings: string[] = [];
const onWarning = ({ name }: Error) => void warnings.push(name);
beforeEach(() => {
  warnings.length = 0;
  process.on('warning', onWarning);
});
afterEach(cleanUp);
afterEach(() => void process.off('warning', onWarning));

const times = ['timeout', 'runTimeout', 'requestTimeout', 'watchTimeout', 'pingInterval'] as const;
const connectWith = (options: ClientOptions & { readonly token?: never; readonly proxyUrl?: string }) =>
  EphemeralContainersClient.fromToken({ server: 'http://127.0.0.1:9', token: 't', ...options });

describe.each(times)('%s', (option) => {
  it.each([0, -1, Number.NaN, '5', null])('is not %j', (value) => {
    expect(() => connectWith({ [option]: value })).toThrow(
      new TypeError(`${option}: must be a number above 0, got ${value}`),
    );
  });

  it.each([Number.POSITIVE_INFINITY, 2 ** 32])('may be as long as %d', async (value) => {
    const stub = add(await startStub(() => false));
    const client = add(stub.connect({ [option]: value }));
    const session = await client.add(stubRef, { image: 'busybox' });
    await errorOf(session.waitForRunning({ timeout: 200 }));
    await errorOf(session.logs({ follow: true, timeout: 200 }).next());
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
  });
});

describe('what is to be mended is named where', () => {
  it.each<[string, object, RegExp]>([
    ['the user agent has a line end', { userAgent: 'a\nb' }, /User-Agent/],
    ['there is no token', { token: undefined }, /^token: must be a string, or a function/],
    [
      'a password is no percent-encoding',
      { proxyUrl: 'http://u:p%zz@proxy:3128' },
      /^proxy-url: user and password must be percent-encoded, %25 for a %, in "http:\/\/…@proxy:3128"$/,
    ],
  ])('%s', (_, options, message) => {
    expect(() => connectWith(options)).toThrow(TypeError);
    expect(() => connectWith(options)).toThrow(message);
  });

  it('there is no kubeconfig', () => {
    for (const none of [undefined, null, {}]) {
      expect(() => EphemeralContainersClient.fromKubeConfig(none as never)).toThrow(
        /^kubeConfig: must be a KubeConfig of @kubernetes\/client-node$/,
      );
    }
  });

  it('a key is not that of the certificate', async () => {
    const authority = createAuthority('test');
    const stub = add(await startStub(() => false));
    const own = authority.issue({ commonName: 'api', hosts: ['127.0.0.1'] });
    const front = add(await startTlsFront(stub.port, own));
    const [jane, joe] = ['jane', 'joe'].map((commonName) => authority.issue({ commonName }));
    const base64 = (text = '') => Buffer.from(text).toString('base64');
    const cluster = {
      server: `https://127.0.0.1:${front.port}`,
      'certificate-authority-data': base64(authority.cert),
    };
    const user = { 'client-certificate-data': base64(jane?.cert), 'client-key-data': base64(joe?.key) };
    expect(await errorOf(add(connect(cluster, user)).list(stubRef))).toMatchObject({
      kind: 'server-unavailable',
      message: expect.stringMatching(
        /do not belong together; check client-certificate-data and client-key-data$/,
      ),
    });
  });

  it('a plugin is not there, in the words of the kubeconfig', async () => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'no-such-plugin',
      installHint: 'get it from https://example.test\n',
      interactiveMode: 'Never',
    };
    const client = add(connect({ server: 'http://127.0.0.1:9' }, { exec }));
    expect(await errorOf(client.list(stubRef))).toMatchObject({
      kind: 'unauthorized',
      message: expect.stringMatching(/no-such-plugin.*; get it from https:\/\/example\.test$/s),
    });
  });

  it('a Pod has no service account', async () => {
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
    Object.assign(process.env, { KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: '1' });
    const error = await errorOf(EphemeralContainersClient.fromInCluster({ directory: '/no/such/folder' }));
    for (const [name, value] of Object.entries({
      KUBERNETES_SERVICE_HOST: host,
      KUBERNETES_SERVICE_PORT: port,
    })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(/no service account in \/no\/such\/folder .*automountServiceAccountToken/);
  });
});
