import { EventEmitter } from 'node:events';
import type { ClientRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { ConnectionLostError, ServerUnavailableError } from '../errors/broken.js';
import { errorOfSocket, messageOf } from './socket-error.js';

export interface Endpoint {
  /** An IPv6 address has no brackets. */
  readonly host: string;
  readonly port: number;
}

/** Opens a connection to a host and port, which the proxy finds, until `signal` is aborted. */
export async function openTunnel(proxy: URL, to: Endpoint, signal: AbortSignal): Promise<Socket> {
  try {
    const socket = await (proxy.protocol.startsWith('socks') ? openSocks : openConnect)(proxy, to, signal);
    socket.on('error', () => {});
    return socket;
  } catch (error) {
    throw signal.aborted ? signal.reason : errorOfSocket(error, nameOf(proxy), 'NODE_EXTRA_CA_CERTS');
  }
}

/** Through a proxy that takes `CONNECT`. The login goes beside the address, which the agent writes to its log. */
async function openConnect(proxy: URL, to: Endpoint, signal: AbortSignal): Promise<Socket> {
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const address = new URL(proxy);
  address.username = address.password = '';
  const agent = new HttpsProxyAgent(address, { signal, headers: proxyHeaders(proxy) });
  const request = new EventEmitter();
  let answer: { readonly statusCode: number; readonly statusText: string } | undefined;
  request.on('proxyConnect', (given) => {
    answer = given;
  });
  const options = { ...to, secureEndpoint: false } as const;
  const socket = await agent.connect(request as ClientRequest, options).catch((error: unknown) => {
    // Of the package, for a connection that ended.
    if (!/ended before receiving/.test(messageOf(error))) throw error;
    throw new ConnectionLostError(`${nameOf(proxy)} closed the connection`, { cause: error });
  });
  const { statusCode = 0, statusText = '' } = answer ?? {};
  if (statusCode === 200) return socket;
  socket.destroy();
  const told = `${statusCode} ${statusText}`.trim();
  if (statusCode === 407) throw loginRefusal(proxy, told);
  throw refusal(proxy, to, told, statusCode === 429 || statusCode >= 500);
}

/** Through a SOCKS 5 proxy, which looks up the name of the server itself, as for kubectl. */
async function openSocks(proxy: URL, to: Endpoint, signal: AbortSignal): Promise<Socket> {
  const { SocksClient } = await import('socks');
  const at = { host: proxy.hostname.replace(/^\[|\]$/g, ''), port: Number(proxy.port) || 1080 };
  const socket = connect({ ...at, signal });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const { user, password } = userOf(proxy) ?? {};
  const login = { ...(user && { userId: user }), ...(password && { password }) };
  try {
    await SocksClient.createConnection({
      proxy: { ...at, type: 5, ...login },
      destination: to,
      command: 'connect',
      existing_socket: socket,
    });
    return socket;
  } catch (error) {
    socket.destroy();
    throw errorOfSocks(proxy, to, messageOf(error));
  }
}

/** How a proxy's refusals go on after `proxy rejected connection - `, and whether asking again may help. */
const replies: Readonly<Record<string, readonly [string, boolean]>> = {
  Failure: ['general failure', true],
  NotAllowed: ['not allowed by its rules', false],
  NetworkUnreachable: ['network unreachable', true],
  HostUnreachable: ['host unreachable', true],
  ConnectionRefused: ['connection refused', true],
  TTLExpired: ['TTL expired', true],
};

function errorOfSocks(proxy: URL, to: Endpoint, message: string): Error {
  const reply = /rejected connection - (\w+)/.exec(message)?.[1];
  if (reply) {
    const [why, transient] = replies[reply] ?? ['an answer that says nothing', false];
    return refusal(proxy, to, why, transient);
  }
  if (/no accepted authentication type/.test(message)) {
    return loginRefusal(proxy, 'no method of logging in accepted');
  }
  if (/Authentication failed/.test(message)) return loginRefusal(proxy, 'user and password refused');
  if (/Socket closed/.test(message)) {
    return new ConnectionLostError(`${nameOf(proxy)} closed the connection`);
  }
  return new ServerUnavailableError(`${nameOf(proxy)} does not speak SOCKS 5`, { transient: false });
}

/** The proxy as errors name it: without its password. */
export function nameOf(proxy: URL): string {
  return `the proxy ${proxy.protocol}//${proxy.host}`;
}

export function proxyHeaders(proxy: URL): Record<string, string> {
  const login = userOf(proxy);
  if (!login) return {};
  const basic = Buffer.from(`${login.user}:${login.password}`).toString('base64');
  return { 'Proxy-Authorization': `Basic ${basic}` };
}

export function userOf(proxy: URL): { readonly user: string; readonly password: string } | undefined {
  if (!proxy.username && !proxy.password) return undefined;
  return { user: decodeURIComponent(proxy.username), password: decodeURIComponent(proxy.password) };
}

/** The proxy is there, and does not connect. `transient`: it may, if asked again. */
function refusal(proxy: URL, { host, port }: Endpoint, why: string, transient: boolean) {
  const where = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  return new ServerUnavailableError(`${nameOf(proxy)} does not connect to ${where}: ${why}`, { transient });
}

/** It wants a user and password, or others. */
export function loginRefusal(proxy: URL, why: string): ServerUnavailableError {
  const fix = userOf(proxy)
    ? 'check the user and password in proxy-url'
    : `set proxy-url to ${proxy.protocol}//USER:PASSWORD@${proxy.host}`;
  return new ServerUnavailableError(`${nameOf(proxy)} wants credentials (${why}); ${fix}`, {
    transient: false,
  });
}
