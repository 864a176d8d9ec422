import type http from 'node:http';
import type https from 'node:https';

/** What a request is made with: TLS and headers as a kubeconfig says. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly tls: TlsOptions;
  /** An agent of somebody else's, for proxies; otherwise the client keeps its own. */
  readonly agent?: http.Agent | undefined;
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

export type TlsOptions = Pick<https.RequestOptions, (typeof tlsKeys)[number]>;

/** Where a cluster is and how to be let in. */
export interface Connection {
  /** `https://host:port`, with a path prefix where the cluster is behind one. */
  readonly server: string;
  /** The namespace of a Pod reference that names none. */
  readonly namespace: string;
  /** Asked before each request, so that tokens and certificates may change. */
  credentials(): Promise<Credentials>;
}

/** Who to act as; the API server asks for the permission `impersonate`. */
export interface Impersonation {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Source: kubernetes v1.37 client-go transport/round_trippers.go NewImpersonatingRoundTripper */
export function impersonationHeaders(as: Impersonation): Record<string, string | readonly string[]> {
  const headers: Record<string, string | readonly string[]> = {};
  if (as.user !== undefined) headers['Impersonate-User'] = as.user;
  if (as.uid !== undefined) headers['Impersonate-Uid'] = as.uid;
  if (as.groups?.length) headers['Impersonate-Group'] = as.groups;
  for (const [key, values] of Object.entries(as.extra ?? {})) {
    headers[`Impersonate-Extra-${encodeURIComponent(key)}`] = values;
  }
  return headers;
}
