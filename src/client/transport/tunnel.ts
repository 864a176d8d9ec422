import type { Socket } from 'node:net';
import { ServerUnavailableError } from '../errors/broken.js';

/** Opens a connection to a host and port, which the proxy finds, until `signal` is aborted. */
export type OpenTunnel = (proxy: URL, to: Endpoint, signal: AbortSignal) => Promise<Socket>;

export interface Endpoint {
  /** An IPv6 address has no brackets. */
  readonly host: string;
  readonly port: number;
}

export function endpointOf(proxy: URL, defaultPort: number): Endpoint {
  return { host: proxy.hostname.replace(/^\[|\]$/g, ''), port: Number(proxy.port) || defaultPort };
}

export function formatEndpoint({ host, port }: Endpoint): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The proxy as errors name it: without its password. */
export function nameOf(proxy: URL): string {
  return `the proxy ${proxy.protocol}//${proxy.host}`;
}

export function userOf(proxy: URL): { readonly user: string; readonly password: string } | undefined {
  if (!proxy.username && !proxy.password) return undefined;
  return { user: decodeURIComponent(proxy.username), password: decodeURIComponent(proxy.password) };
}

/** The proxy is there, and does not connect. `transient`: it may, if asked again. */
export function refusal(proxy: URL, to: Endpoint, why: string, transient: boolean): ServerUnavailableError {
  return new ServerUnavailableError(`${nameOf(proxy)} does not connect to ${formatEndpoint(to)}: ${why}`, {
    transient,
  });
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
