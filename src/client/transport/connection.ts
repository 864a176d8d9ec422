import type { OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';

/** What a request is made with: TLS and headers as a kubeconfig says. */
export interface Credentials {
  readonly headers: OutgoingHttpHeaders;
  readonly tls: TlsOptions;
}

export const tlsKeys = [
  'ca',
  'cert',
  'key',
  'pfx',
  'passphrase',
  'rejectUnauthorized',
  'servername',
] as const;

export type TlsOptions = Pick<RequestOptions, (typeof tlsKeys)[number]>;

/** Where a cluster is and how to be let in. */
export interface Connection {
  /** `https://host:port`, with a path prefix where the cluster is behind one. */
  readonly server: string;
  /** What connections to it go through. */
  readonly proxy?: URL | undefined;
  /** The namespace of a Pod reference that names none. */
  readonly namespace: string;
  /** Asked before each request, so that tokens and certificates may change. Waits until `signal` is aborted. */
  credentials(signal: AbortSignal): Promise<Credentials>;
  /** Others, where the server refused these; undefined where there are none. */
  renew(refused: Credentials, signal: AbortSignal): Promise<Credentials | undefined>;
}

/** Checks where a cluster is said to be; `option` names it in the error. */
export function checkServer(option: string, server: string): string {
  if (/^https?:\/\//.test(server) && URL.canParse(server)) return server;
  throw new TypeError(`${option}: must be an http or https URL, got ${JSON.stringify(server)}`);
}

/** Who to act as; the API server asks for the permission `impersonate`. */
export interface Impersonation {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Source: kubernetes v1.37 client-go transport/round_trippers.go NewImpersonatingRoundTripper */
export function impersonationHeaders(as: Impersonation): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  if (as.user !== undefined) headers['Impersonate-User'] = encodeHeader(as.user);
  if (as.uid !== undefined) headers['Impersonate-Uid'] = encodeHeader(as.uid);
  if (as.groups?.length) headers['Impersonate-Group'] = as.groups.map(encodeHeader);
  for (const [key, values] of Object.entries(as.extra ?? {})) {
    const name = encodeURIComponent(key).replace(/[()]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
    headers[`Impersonate-Extra-${name}`] = values.map(encodeHeader);
  }
  return headers;
}

/** Node writes the characters of a header as bytes, of which the server wants UTF-8. */
export function encodeHeader(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
