import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import tls, { type TLSSocket } from 'node:tls';
import type { Certificate } from './certificates.js';

/** Something on loopback that listens; gone with everything it opened after `close`. */
export interface Front {
  readonly port: number;
  close(): Promise<void>;
}

export interface Listening extends Front {
  readonly sockets: ReadonlySet<Socket>;
  /** How many connections to it are open. */
  connections(): number;
}

/** Has a server listen on a free port, and takes its connections with it when it is closed. */
export async function listen(server: net.Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  };
  server.on('connection', keep);
  server.on('secureConnection', (socket: Socket) => void socket.on('error', () => {}));
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    connections: () => sockets.size,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

export interface TlsFront extends Listening {
  /** Of each connection: the name it was for, and whose certificate the client showed. */
  readonly handshakes: { readonly servername: string; readonly user: string | undefined }[];
}

/** Speaks TLS before a server that does not, as an ingress does. */
export async function startTlsFront(
  target: number,
  options: Certificate & { readonly clientAuthority?: string; readonly requireClient?: boolean },
): Promise<TlsFront> {
  const handshakes: { servername: string; user: string | undefined }[] = [];
  const server = tls.createServer(
    {
      key: options.key,
      cert: options.cert,
      requestCert: options.clientAuthority !== undefined,
      rejectUnauthorized: options.requireClient ?? false,
      ...(options.clientAuthority && { ca: options.clientAuthority }),
    },
    (socket: TLSSocket) => {
      const { subject } = socket.getPeerCertificate();
      handshakes.push({ servername: String(socket.servername || ''), user: subject?.CN?.toString() });
      join(socket, net.connect(target, '127.0.0.1'));
    },
  );
  return { ...(await listen(server)), handshakes };
}

export interface ProxyFront extends Listening {
  /** `host:port` of each tunnel, in order. */
  readonly tunnels: string[];
  /** `Proxy-Authorization`, or user and password, of each. */
  readonly logins: (string | undefined)[];
  /** How many tunnels are open. */
  open(): number;
  /** Cuts the tunnels there are. */
  cut(): void;
}

export interface ProxyOptions {
  /** The proxy finds hosts itself: where each is, by name. */
  readonly hosts: Readonly<Record<string, number>>;
  /** Answers in place of connecting; `hang` never does. */
  readonly answer?: () => number | 'hang' | undefined;
  readonly secure?: Certificate;
}

/** Knows `CONNECT`, and passes on requests for whole addresses. */
export async function startHttpProxy({ hosts, answer, secure }: ProxyOptions): Promise<ProxyFront> {
  const server = secure ? https.createServer(secure) : http.createServer();
  const tunnels: string[] = [];
  const logins: (string | undefined)[] = [];
  const far = new Set<Socket>();
  server.on('connect', (request: http.IncomingMessage, socket: Socket) => {
    socket.on('error', () => {});
    tunnels.push(request.url ?? '');
    logins.push(request.headers['proxy-authorization']);
    const code = answer?.();
    if (code === 'hang') return void socket.resume().once('end', () => socket.end());
    if (code !== undefined) {
      socket.end(`HTTP/1.1 ${code} ${http.STATUS_CODES[code]}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const port = hosts[(request.url ?? '').replace(/:\d+$/, '')];
    if (port === undefined) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const there = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      join(socket, there);
    });
    hold(far, there);
  });
  server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    const { host, hostname, pathname, search } = new URL(request.url ?? '');
    tunnels.push(host);
    const { 'proxy-authorization': login, ...headers } = request.headers;
    logins.push(login);
    const code = answer?.();
    if (code === 'hang') return;
    if (code !== undefined) return void response.writeHead(code).end();
    const options = { host: '127.0.0.1', port: hosts[hostname], path: pathname + search, headers };
    const outgoing = http.request({ ...options, method: request.method }, (incoming) => {
      response.writeHead(incoming.statusCode ?? 0, incoming.rawHeaders);
      incoming.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    request.pipe(outgoing);
  });
  return { ...(await listen(server)), tunnels, logins, open: () => far.size, cut: () => cut(far) };
}

/** A socket in a set for as long as it is open. */
export function hold(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.on('error', () => {});
  socket.once('close', () => sockets.delete(socket));
}

export function cut(sockets: ReadonlySet<Socket>): void {
  for (const socket of sockets) socket.resetAndDestroy();
}

/** Passes on what either says until one ends. */
export function join(near: Socket, far: Socket): void {
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.on('error', () => to.destroy());
    from.once('close', () => to.destroy());
    from.pipe(to);
  }
}

/** How to reach a server on loopback. */
export const toPort = (port: number) => () => net.connect(port, '127.0.0.1');

/** What to do with a request instead of passing it on; false for passing it on all the same. */
type Answer<Rest extends readonly unknown[]> = (request: http.IncomingMessage, ...rest: Rest) => boolean;

/** Of a kubeconfig. */
export interface PlainCluster {
  readonly server: string;
  readonly 'insecure-skip-tls-verify': true;
}

export interface MiddlemanOptions {
  readonly answer?: Answer<[response: http.ServerResponse]>;
  readonly upgrade?: Answer<[socket: Socket]>;
  /** Changes a header of an upgrade on its way to the server. */
  readonly changeUpgrade?: (head: string) => string;
  /** Sees the head of each answer. */
  readonly onAnswer?: (incoming: http.IncomingMessage) => void;
}

/**
 * Stands between a client and an API server, to which `open` connects, and meddles with what it likes.
 * Speaks plain HTTP to the client.
 */
export async function startMiddleman(
  open: () => Socket,
  { answer, upgrade, changeUpgrade = (head) => head, onAnswer }: MiddlemanOptions,
): Promise<Front & { readonly cluster: PlainCluster }> {
  const server = http.createServer((request, response) => {
    if (answer?.(request, response)) return;
    const { method, url, headers } = request;
    const options = { method, path: url, headers, createConnection: open };
    const outgoing = http.request(options, (incoming) => {
      onAnswer?.(incoming);
      response.writeHead(incoming.statusCode ?? 0, incoming.rawHeaders);
      incoming.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    request.pipe(outgoing);
  });
  server.on('upgrade', (request: http.IncomingMessage, socket: Socket) => {
    socket.on('error', () => {});
    if (upgrade?.(request, socket)) return;
    const { method, url, rawHeaders } = request;
    const pairs = rawHeaders.flatMap((name, index) =>
      index % 2 ? [] : [`${name}: ${rawHeaders[index + 1]}`],
    );
    const far = open();
    join(socket, far);
    far.write(changeUpgrade([`${method} ${url} HTTP/1.1`, ...pairs, '', ''].join('\r\n')));
  });
  const front = await listen(server);
  const address = `http://127.0.0.1:${front.port}`;
  return { ...front, cluster: { server: address, 'insecure-skip-tls-verify': true } };
}
