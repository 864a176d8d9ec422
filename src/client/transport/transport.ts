import http from 'node:http';
import https from 'node:https';
import { ConnectionLostError, RequestFailedError, ServerUnavailableError } from '../errors/broken.js';
import { type Agents, createAgents } from './agents.js';
import type { Connection, Credentials } from './connection.js';

export interface RequestSpec {
  readonly method: 'GET' | 'PATCH' | 'POST';
  /** Begins with `/api`; its parts are encoded already. */
  readonly path: string;
  readonly query?: Query;
  readonly contentType?: string;
  readonly body?: string;
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Requests to one API server over kept connections. */
export interface Transport {
  readonly connection: Connection;
  readonly userAgent: string;
  /** Milliseconds that an answer's head may take, at the first try. */
  readonly requestTimeout: number;
  readonly agents: Agents;
  /** How many requests were sent; WebSockets count as one each. */
  requests: number;
  /** Resolves with the answer's head, whatever its code; the body is for the caller to read. */
  send(spec: RequestSpec, signal: AbortSignal): Promise<http.IncomingMessage>;
  close(): void;
}

export function createTransport(
  connection: Connection,
  { userAgent, requestTimeout }: { readonly userAgent: string; readonly requestTimeout: number },
): Transport {
  const agents = createAgents(connection.server.startsWith('https:'));
  const transport: Transport = {
    connection,
    userAgent,
    requestTimeout,
    agents,
    requests: 0,
    async send(spec, signal) {
      const credentials = await getCredentials(connection);
      signal.throwIfAborted();
      transport.requests++;
      return sendOnce(transport, spec, credentials, signal);
    },
    close: () => agents.close(),
  };
  return transport;
}

/** A plugin or a file that gives no credentials is an error of its own, never retried. */
export async function getCredentials(connection: Connection): Promise<Credentials> {
  try {
    return await connection.credentials();
  } catch (error) {
    throw new RequestFailedError(`cannot get credentials for ${connection.server}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function sendOnce(transport: Transport, spec: RequestSpec, credentials: Credentials, signal: AbortSignal) {
  const url = urlOf(transport.connection, spec.path, spec.query);
  return new Promise<http.IncomingMessage>((resolve, reject) => {
    const options: https.RequestOptions = {
      method: spec.method,
      agent: transport.agents.agentFor(credentials),
      ...credentials.tls,
      headers: {
        Accept: 'application/json',
        'User-Agent': transport.userAgent,
        ...credentials.headers,
        ...(spec.body !== undefined && {
          'Content-Type': spec.contentType ?? 'application/json',
          'Content-Length': Buffer.byteLength(spec.body),
        }),
      } as http.OutgoingHttpHeaders,
    };
    const outgoing = url.protocol === 'https:' ? https.request(url, options) : http.request(url, options);
    // Neither the `signal` option nor an error: a socket that is destroyed with one while its answer ends
    // has lost its listeners when it emits it, which would end the process (Node 20, 22).
    const onAbort = () => outgoing.destroy();
    const release = () => signal.removeEventListener('abort', onAbort);
    signal.addEventListener('abort', onAbort, { once: true });
    outgoing.on('close', release);
    outgoing.on('error', (error) => reject(signal.aborted ? signal.reason : errorOfSocket(error, url)));
    outgoing.on('response', (incoming) => {
      // Without a listener, a connection that breaks while nobody reads would end the process.
      incoming.on('error', () => {});
      incoming.on('end', release);
      resolve(incoming);
    });
    outgoing.end(spec.body);
  });
}

export function urlOf({ server }: Connection, path: string, query: Query = {}): URL {
  const url = new URL(server.replace(/\/+$/, '') + path);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(key, String(value));
  }
  return url;
}

const wrongAddress =
  /^(ENOTFOUND|ERR_INVALID_URL|ERR_TLS_|UNABLE_TO_|CERT_|DEPTH_ZERO|SELF_SIGNED|ERR_SSL_|EPROTO|HOSTNAME_MISMATCH)/;
const neverReached = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ETIMEDOUT)/;

/** Tells a server that was not reached from a connection that broke. */
export function errorOfSocket(error: unknown, url: URL): ServerUnavailableError | ConnectionLostError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = messageOf(error) || code;
  if (wrongAddress.test(code)) {
    return new ServerUnavailableError(`cannot reach ${url.origin}: ${text}`, {
      cause: error,
      transient: false,
    });
  }
  if (neverReached.test(code)) {
    return new ServerUnavailableError(`cannot reach ${url.origin}: ${text}`, { cause: error });
  }
  return new ConnectionLostError(`the connection to ${url.origin} broke: ${text}`, { cause: error });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
