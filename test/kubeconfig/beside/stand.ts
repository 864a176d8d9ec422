import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { type Authority, type Certificate, createAuthority } from '../../client/transport/certificates.js';
import { type Listening, listen, startHttpProxy } from '../../client/transport/fronts.js';
import { startSocksProxy } from '../../client/transport/socks-proxy.js';

/** What a server saw of a request for Pods, as far as a kubeconfig decides it. */
export interface SeenRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly path: string;
  readonly gzip: boolean;
  readonly servername?: string;
  /** Of the client certificate. */
  readonly user?: string;
  readonly authorization?: string;
  /** `Impersonate-…`, in the order of their names. */
  readonly impersonate?: readonly string[];
  /** What it came through, with `Proxy-Authorization` or the SOCKS login. */
  readonly proxy?: string;
}

export interface Stand {
  readonly folder: string;
  readonly authority: Authority;
  readonly client: Certificate;
  /** What cases call the ports and the folder, and what they are this time. */
  readonly values: Readonly<Record<string, string>>;
  /** The requests since it was asked last. */
  takeRequests(): readonly SeenRequest[];
  /** Answers this code from now on. */
  answer(code: number): void;
  close(): Promise<void>;
}

/** The names that only proxies find. */
const names = ['api.test', 'sub.api.test', 'other.test', '10.1.2.3', '0.0.0.0'];

/** Servers that log what they receive, with and without TLS, and proxies before them. */
export async function startStand(): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  const authority = createAuthority('stand');
  const hosts = ['127.0.0.1', 'localhost', 'named.test', ...names];
  const server = authority.issue({ commonName: 'server', hosts });
  const client = authority.issue({ commonName: 'jane', organization: 'dev' });
  const other = authority.issue({ commonName: 'other' });
  const seen: SeenRequest[] = [];
  let code = 200;
  let tunnelled: () => string | undefined = () => undefined;
  const onRequest =
    (scheme: SeenRequest['scheme']) => (request: http.IncomingMessage, response: http.ServerResponse) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const discovery = path.endsWith('/pods') ? undefined : documentAt(path);
      if (!discovery) seen.push({ ...describe(scheme, request, path), ...proxyOf(tunnelled()) });
      const body = discovery ?? { kind: 'PodList', apiVersion: 'v1', metadata: {}, items: [] };
      response.writeHead(discovery ? 200 : code, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(body));
    };
  const plain = await listen(http.createServer(onRequest('http')));
  const secure = await listen(
    https.createServer(
      { ...server, requestCert: true, rejectUnauthorized: false, ca: authority.cert },
      onRequest('https'),
    ),
  );
  const known = (port: number) => Object.fromEntries(names.map((name) => [name, port]));
  const proxies = {
    httpProxy: await startHttpProxy({ hosts: known(plain.port) }),
    httpsProxy: await startHttpProxy({ hosts: known(secure.port) }),
    socksProxy: await startSocksProxy({ hosts: known(secure.port) }),
    socksLoginProxy: await startSocksProxy({ hosts: known(secure.port), login: 'me:p@ss' }),
  };
  let counted = 0;
  tunnelled = () => {
    const all = Object.entries(proxies).flatMap(([name, { tunnels, logins }]) =>
      tunnels.map((tunnel, index) => `${name} ${tunnel} ${logins[index] ?? '-'}`),
    );
    return all.length > counted ? all.at(-1) : undefined;
  };
  const ports = { http: plain.port, https: secure.port, ...mapPorts(proxies) };
  const commented = `# its own\n${authority.cert}`;
  const data = (text: string) => Buffer.from(text).toString('base64');
  return {
    folder,
    authority,
    client,
    values: {
      ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
      folder,
      ca: authority.cert,
      commentedCa: commented,
      commentedCaData: data(commented),
      cert: client.cert,
      key: client.key,
      serverCert: server.cert,
      caData: data(authority.cert),
      caDataLines: data(authority.cert).replace(/.{60}/g, '$&\n'),
      certData: data(client.cert),
      keyData: data(client.key),
      certText: JSON.stringify(client.cert).slice(1, -1),
      keyText: JSON.stringify(client.key).slice(1, -1),
      otherKeyData: data(other.key),
      encryptedKeyData: data(encryptKey(client.key)),
      idToken: tokenUntil(4_000_000_000),
      oldIdToken: tokenUntil(1_000_000_000),
    },
    takeRequests() {
      counted = Object.values(proxies).reduce((sum, { tunnels }) => sum + tunnels.length, 0);
      return seen.splice(0);
    },
    answer(next) {
      code = next;
    },
    async close() {
      await Promise.all([plain, secure, ...Object.values(proxies)].map((each: Listening) => each.close()));
      rmSync(folder, { recursive: true });
    },
  };
}

function encryptKey(key: string): string {
  const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' } as const;
  return createPrivateKey(key).export(options).toString();
}

/** As an OpenID provider gives it; seconds since 1970. */
function tokenUntil(exp: number): string {
  const parts = [{ alg: 'none' }, { exp }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return `${parts.join('.')}.signature`;
}

function mapPorts(fronts: Readonly<Record<string, { readonly port: number }>>): Record<string, number> {
  return Object.fromEntries(Object.entries(fronts).map(([name, { port }]) => [name, port]));
}

function describe(scheme: SeenRequest['scheme'], request: http.IncomingMessage, path: string): SeenRequest {
  const { headers, rawHeaders, socket } = request;
  const { servername, getPeerCertificate } = socket as TLSSocket;
  const user = getPeerCertificate?.call(socket)?.subject?.CN;
  const impersonate = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && /^impersonate-/i.test(name) ? [`${name.toLowerCase()}: ${rawHeaders[index + 1]}`] : [],
  );
  return {
    scheme,
    host: headers.host ?? '',
    path,
    gzip: /gzip/.test(String(headers['accept-encoding'] ?? '')),
    ...(servername && { servername: String(servername) }),
    ...(user && { user: String(user) }),
    ...(headers.authorization && { authorization: headers.authorization }),
    ...(impersonate.length > 0 && { impersonate: impersonate.sort() }),
  };
}

const proxyOf = (proxy: string | undefined) => (proxy === undefined ? {} : { proxy });

/** As much of discovery as kubectl asks for before it lists Pods. */
function documentAt(path: string): object | undefined {
  if (path.endsWith('/api')) return { kind: 'APIVersions', versions: ['v1'] };
  if (path.endsWith('/apis')) return { kind: 'APIGroupList', apiVersion: 'v1', groups: [] };
  if (!path.endsWith('/api/v1')) return undefined;
  const pods = { name: 'pods', singularName: 'pod', namespaced: true, kind: 'Pod', verbs: ['get', 'list'] };
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: 'v1', resources: [pods] };
}
