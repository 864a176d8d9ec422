import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../../src/client/index.js';
import { errorOf } from '../../contract/context.js';
import { type Authority, type Certificate, createAuthority, type Subject } from './certificates.js';
import { listen, startTlsFront, type TlsFront } from './fronts.js';
import { connect, createCleanup, ref, runThrough, startServer, throughout } from './stand.js';

const { add, run: cleanUp } = createCleanup();
let authority: Authority;
let stranger: Authority;
let user: Certificate;
let folder: string;
beforeAll(() => {
  authority = createAuthority('test');
  stranger = createAuthority('somebody else');
  user = authority.issue({ commonName: 'jane' });
  folder = mkdtempSync(join(tmpdir(), 'tls-'));
  return () => rmSync(folder, { recursive: true });
});
afterEach(cleanUp);

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function startSecure(
  subject: Partial<Subject> = {},
  options: { readonly requireClient?: boolean } = {},
): Promise<TlsFront> {
  const server = add(await startServer());
  const certificate = authority.issue({ commonName: 'api', hosts: ['127.0.0.1', 'localhost'], ...subject });
  return add(
    await startTlsFront(server.port, { ...certificate, clientAuthority: authority.cert, ...options }),
  );
}

const addressOf = ({ port }: TlsFront) => `https://127.0.0.1:${port}`;
/** Writes a file and returns its path. */
function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('the certificate of the server', () => {
  it('is checked with certificate-authority-data, of each connection', async () => {
    const front = await startSecure();
    const cluster = { server: addressOf(front), 'certificate-authority-data': base64(authority.cert) };
    expect(await runThrough(add(connect(cluster)))).toBe(throughout);
    expect(front.handshakes.length).toBeGreaterThan(1);
  });

  it.each(['root', 'intermediate', 'leaf'] as const)(
    'is trusted where its %s certificate is the authority, as by Go',
    async (trusted) => {
      const intermediate = authority.issueAuthority('intermediate');
      const leaf = intermediate.issue({ commonName: 'api', hosts: ['127.0.0.1'] });
      const server = add(await startServer());
      const chain = { cert: leaf.cert + intermediate.cert, key: leaf.key };
      const front = add(await startTlsFront(server.port, chain));
      const { cert } = { root: authority, intermediate, leaf }[trusted];
      const cluster = { server: addressOf(front), 'certificate-authority-data': base64(cert) };
      expect(await runThrough(add(connect(cluster)))).toBe(throughout);
      const other = authority.issueAuthority('another');
      const refused = { server: addressOf(front), 'certificate-authority-data': base64(other.cert) };
      expect(await errorOf(add(connect(refused)).list(ref))).toMatchObject({ kind: 'server-unavailable' });
    },
  );

  it('is checked with certificate-authority, a file', async () => {
    const front = await startSecure();
    const cluster = { server: addressOf(front), 'certificate-authority': write('ca.pem', authority.cert) };
    expect(await add(connect(cluster)).list(ref)).toEqual([]);
  });

  it('is for tls-server-name where that is given', async () => {
    const front = await startSecure({ hosts: ['api.test'] });
    const cluster = { server: addressOf(front), 'certificate-authority-data': base64(authority.cert) };
    const named = { ...cluster, 'tls-server-name': 'api.test' };
    expect(await runThrough(add(connect(named)))).toBe(throughout);
    expect(new Set(front.handshakes.map(({ servername }) => servername))).toEqual(new Set(['api.test']));
    expect(await errorOf(add(connect(cluster)).list(ref))).toMatchObject({
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringMatching(
        /altnames.*; name a host of its certificate in server, or in tls-server-name/,
      ),
    });
  });

  it('is for tls-server-name that is an address, which no server is told', async () => {
    const front = await startSecure({ hosts: ['10.1.2.3'] });
    const cluster = { server: addressOf(front), 'certificate-authority-data': base64(authority.cert) };
    const named = (address: string) => add(connect({ ...cluster, 'tls-server-name': address }));
    expect(await runThrough(named('10.1.2.3'))).toBe(throughout);
    expect(new Set(front.handshakes.map(({ servername }) => servername))).toEqual(new Set(['']));
    expect(await errorOf(named('10.1.2.4').list(ref))).toMatchObject({ transient: false });
  });

  it('is not checked with insecure-skip-tls-verify', async () => {
    const front = await startSecure({ hosts: ['api.test'] });
    const cluster = { server: addressOf(front), 'insecure-skip-tls-verify': true };
    expect(await runThrough(add(connect(cluster)))).toBe(throughout);
  });

  it.each([
    [
      'of an authority that is not known',
      () => ({ 'certificate-authority-data': base64(stranger.cert) }),
      {},
    ],
    ['where none is given', () => ({}), {}],
  ])('is refused %s, at once and with what to mend', async (_, trusted) => {
    const front = await startSecure();
    const client = add(connect({ server: addressOf(front), ...trusted() }));
    const refused = {
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringMatching(
        /^cannot reach https:\/\/127\.0\.0\.1:\d+: .*certificate.*; .* not signed by .*; check certificate-authority-data$/,
      ),
    };
    expect(await errorOf(client.list(ref))).toMatchObject(refused);
    expect(front.handshakes).toHaveLength(0);
  });

  it('is refused when it has expired', async () => {
    const front = await startSecure({ days: -1 });
    const cluster = { server: addressOf(front), 'certificate-authority-data': base64(authority.cert) };
    expect(await errorOf(add(connect(cluster)).list(ref))).toMatchObject({
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringMatching(/certificate has expired; its certificate is to be renewed$/),
    });
  });

  it('is checked for a WebSocket too', async () => {
    const front = await startSecure();
    const file = write('changing.pem', authority.cert);
    const client = add(connect({ server: addressOf(front), 'certificate-authority': file }));
    const session = await client.add(ref, { image: 'busybox', command: ['sleep', '100'] });
    await session.waitForRunning();
    write('changing.pem', stranger.cert);
    expect(await errorOf(session.attach({ stdout: () => {} }))).toMatchObject({
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringMatching(/check certificate-authority-data$/),
    });
  });

  it('is none where the server does not speak TLS', async () => {
    const server = add(await startServer());
    const client = add(connect({ server: `https://127.0.0.1:${server.port}` }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringMatching(/; is it https that is spoken there\?$/),
    });
  });
});

describe('the certificate of the user', () => {
  const trusted = (front: TlsFront) => ({
    server: addressOf(front),
    'certificate-authority-data': base64(authority.cert),
  });

  it.each([
    ['data', () => ({ 'client-certificate-data': base64(user.cert), 'client-key-data': base64(user.key) })],
    [
      'files',
      () => ({
        'client-certificate': write('jane.pem', user.cert),
        'client-key': write('jane.key', user.key),
      }),
    ],
  ])('is shown on each connection, from %s', async (_, login) => {
    const front = await startSecure({}, { requireClient: true });
    const client = add(connect(trusted(front), { token: 'secret', ...login() }));
    expect(await runThrough(client)).toBe(throughout);
    expect(front.handshakes.length).toBeGreaterThan(1);
    expect(new Set(front.handshakes.map((handshake) => handshake.user))).toEqual(new Set(['jane']));
  });

  it('is read again: new connections show the new one, and none of the old are kept', async () => {
    const front = await startSecure();
    const login = {
      'client-certificate': write('rotated.pem', user.cert),
      'client-key': write('rotated.key', user.key),
    };
    const client = add(connect(trusted(front), { token: 'secret', ...login }));
    await client.list(ref);
    await client.list(ref);
    const next = authority.issue({ commonName: 'joan' });
    write('rotated.pem', next.cert);
    write('rotated.key', next.key);
    await client.list(ref);
    expect(front.handshakes.map((handshake) => handshake.user)).toEqual(['jane', 'joan']);
    await expect.poll(() => front.connections()).toBe(1);
  });

  it.each([
    ['bad certificate', 42],
    ['unknown authority', 48],
    ['certificate required', 116],
  ])('says so where the server does not take it: %s', async (_, alert) => {
    // Of servers, those of Node close the connection without a word.
    const refusing = net.createServer((socket) => {
      socket.once('data', () => socket.end(Buffer.of(0x15, 3, 3, 0, 2, 2, alert)));
    });
    const front = add(await listen(refusing));
    expect(
      await errorOf(add(connect({ server: `https://127.0.0.1:${front.port}` })).list(ref)),
    ).toMatchObject({
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringMatching(/; it refused the client certificate; check client-certificate-data$/),
    });
  });

  it('says so where it is not PEM', async () => {
    const front = await startSecure();
    const login = { 'client-certificate-data': base64('nothing'), 'client-key-data': base64('nothing') };
    const client = add(connect(trusted(front), login));
    const unreadable = {
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringMatching(/; a certificate or key cannot be read; check that it is PEM$/),
    };
    expect(await errorOf(client.list(ref))).toMatchObject(unreadable);
  });
});

describe('with a token', () => {
  it.each([
    ['ca', () => ({ ca: authority.cert })],
    ['caData', () => ({ caData: base64(authority.cert) })],
    ['skipTLSVerify', () => ({ skipTLSVerify: true })],
  ])('the server is trusted by %s', async (_, trusted) => {
    const front = await startSecure();
    const options = { server: addressOf(front), token: 'secret', ...trusted() };
    expect(await runThrough(add(EphemeralContainersClient.fromToken(options)))).toBe(throughout);
  });

  it('the name of the server may be another', async () => {
    const front = await startSecure({ hosts: ['api.test'] });
    const options = { server: addressOf(front), token: 'secret', ca: authority.cert };
    expect(await errorOf(add(EphemeralContainersClient.fromToken(options)).list(ref))).toMatchObject({
      kind: 'server-unavailable',
    });
    const named = { ...options, tlsServerName: 'api.test' };
    expect(await add(EphemeralContainersClient.fromToken(named)).list(ref)).toEqual([]);
  });
});
