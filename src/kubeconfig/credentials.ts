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

/** How credentials are asked for. */
export interface Asked {
  /** Whether the server did not take those given last. */
  readonly refused: boolean;
  /** Aborted when nobody waits for them any more. */
  readonly signal: AbortSignal;
}
