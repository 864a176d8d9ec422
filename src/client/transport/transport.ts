import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { ConnectionLostError, RequestFailedError } from '../errors/broken.js';
import { type Agents, createAgents, isForwarded } from './agents.js';
import type { Connection, Credentials } from './connection.js';
import { getCredentials, renewCredentials } from './credentials.js';
import { loginRefusal, nameOf, proxyHeaders } from './open-tunnel.js';
import { type OnRequest, timeRequest } from './sent-request.js';
import { errorOfSocket } from './socket-error.js';

export interface RequestSpec {
  readonly method: 'GET' | 'PATCH' | 'POST';
  /** Begins with `/api`; its parts are encoded already. */
  readonly path: string;
  readonly query?: Query;
  readonly contentType?: string;
  readonly body?: string;
  /** Whether the answer may be gzip, which the server uses for long ones. */
  readonly compressed?: boolean;
  /** Which try it is, where not the first. */
  readonly attempt?: number;
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Requests to one API server over kept connections. */
export interface Transport {
  readonly connection: Connection;
  readonly userAgent: string;
  /** Milliseconds that an answer's head may take, at the first try. */
  readonly requestTimeout: number;
  readonly agents: Agents;
  readonly onRequest: OnRequest | undefined;
  /** How many requests were sent; WebSockets count as one each. */
  requests: number;
  /** Whether the server ever answered. */
  answered: boolean;
  /** Resolves with the answer's head, whatever its code; the body is for the caller to read. */
  send(spec: RequestSpec, signal: AbortSignal): Promise<http.IncomingMessage>;
  close(): void;
}

export function createTransport(
  connection: Connection,
  {
    userAgent,
    requestTimeout,
    onRequest,
  }: Pick<Transport, 'userAgent' | 'requestTimeout'> & Partial<Pick<Transport, 'onRequest'>>,
): Transport {
  const agents = createAgents(connection, requestTimeout);
  const transport: Transport = {
    connection,
    userAgent,
    requestTimeout,
    agents,
    onRequest,
    requests: 0,
    answered: false,
    async send(spec, signal) {
      const credentials = await getCredentials(connection, signal);
      const incoming = await sendOnce(transport, spec, credentials, signal);
      if (incoming.statusCode !== 401) return incoming;
      const renewed = await renewCredentials(connection, credentials, signal).catch(async (error) => {
        await drain(incoming);
        throw error;
      });
      if (!renewed) return incoming;
      await drain(incoming);
      return sendOnce(transport, spec, renewed, signal);
    },
    close: () => agents.close(),
  };
  return transport;
}

/** Frees the connection for the next request, if it has not broken. */
async function drain(incoming: http.IncomingMessage): Promise<void> {
  if (!incoming.closed) await once(incoming.resume(), 'close').catch(() => {});
}

async function sendOnce(
  transport: Transport,
  spec: RequestSpec,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const tell = timeRequest(transport.onRequest, { attempt: 1, ...spec });
  let incoming: http.IncomingMessage | undefined;
  try {
    incoming = await exchange(transport, spec, credentials, signal);
    tell(incoming.statusCode);
    return incoming;
  } catch (error) {
    incoming?.destroy();
    tell(undefined);
    throw error;
  }
}

function exchange(transport: Transport, spec: RequestSpec, credentials: Credentials, signal: AbortSignal) {
  signal.throwIfAborted();
  transport.requests++;
  const url = urlOf(transport.connection, spec.path, spec.query);
  const forward = forwardTo(transport.connection, url);
  const where = forward ? nameOf(forward.proxy) : url.origin;
  return new Promise<http.IncomingMessage>((resolve, reject) => {
    const options: http.RequestOptions = {
      method: spec.method,
      agent: transport.agents.agentFor(credentials),
      headers: {
        Accept: 'application/json',
        'User-Agent': transport.userAgent,
        ...(spec.compressed && { 'Accept-Encoding': 'gzip' }),
        ...credentials.headers,
        ...(spec.body !== undefined && {
          'Content-Type': spec.contentType ?? 'application/json',
          'Content-Length': Buffer.byteLength(spec.body),
        }),
        ...forward?.headers,
      },
      ...(forward && { path: url.href }),
    };
    const outgoing = startRequest(forward?.address ?? url, options);
    // Neither the `signal` option nor an error: a socket that is destroyed with one while its answer ends
    // has lost its listeners when it emits it, which would end the process (Node 20, 22).
    const onAbort = () => {
      outgoing.destroy();
      // A request still without a connection, because a proxy does not answer, emits no event when destroyed.
      reject(signal.reason);
    };
    const release = () => signal.removeEventListener('abort', onAbort);
    signal.addEventListener('abort', onAbort, { once: true });
    outgoing.on('close', () => {
      release();
      // After an answer or an error this changes nothing; without either, nothing else would settle it.
      reject(new ConnectionLostError(`the connection to ${where} was closed without an answer`));
    });
    outgoing.on('upgrade', (incoming, socket) => {
      socket.destroy();
      reject(
        new RequestFailedError(
          `the server answered ${incoming.statusCode} to a request that is no upgrade, check the address of the cluster`,
        ),
      );
    });
    outgoing.on('error', (error) => reject(signal.aborted ? signal.reason : errorOfSocket(error, where)));
    outgoing.on('response', (incoming) => {
      // Without a listener, a connection that breaks while nobody reads would end the process.
      incoming.on('error', () => {});
      incoming.on('end', release);
      if (forward && incoming.statusCode === 407) {
        incoming.resume();
        return reject(loginRefusal(forward.proxy, `407 ${incoming.statusMessage ?? ''}`.trim()));
      }
      transport.answered = true;
      resolve(incoming);
    });
    outgoing.end(spec.body);
  });
}

/** Plain http is not tunnelled by an http proxy, which is asked for the whole address. Source: Go net/http */
function forwardTo({ proxy, server }: Connection, url: URL) {
  if (!proxy || !isForwarded({ proxy, server })) return undefined;
  const address = new URL(proxy.origin);
  return { proxy, address, headers: { Host: url.host, ...proxyHeaders(proxy) } };
}

/** Headers, certificates and keys that make no sense are thrown at once. */
function startRequest(url: URL, options: http.RequestOptions): http.ClientRequest {
  try {
    return url.protocol === 'https:' ? https.request(url, options) : http.request(url, options);
  } catch (error) {
    throw errorOfSocket(error, url.origin);
  }
}

export function urlOf({ server }: Connection, path: string, query: Query = {}): URL {
  const url = new URL(server.replace(/\/+$/, '') + path);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(key, String(value));
  }
  return url;
}
