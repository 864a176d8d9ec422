import type { Credentials } from '../../kubeconfig/credentials.js';

export type { Credentials } from '../../kubeconfig/credentials.js';

/** Where a cluster is and how to be let in. */
export interface Connection {
  /** `https://host:port`, with a path prefix where the cluster is behind one. */
  readonly server: string;
  /** What connections to it go through. */
  readonly proxy?: URL | undefined;
  /** The namespace of a Pod reference that names none. */
  readonly namespace: string;
  /** Whether answers may be gzip; default true. */
  readonly compress?: boolean;
  /** What of the kubeconfig is not there, and may be why the server refuses. */
  readonly missing?: string | undefined;
  /** Asked before each request, so that tokens and certificates may change. Waits until `signal` is aborted. */
  credentials(signal: AbortSignal): Promise<Credentials>;
  /** Others, where the server refused these; undefined where there are none. */
  renew(refused: Credentials, signal: AbortSignal): Promise<Credentials | undefined>;
}

/** Checks where a cluster is said to be; `option` names it in the error. */
export function checkServer(option: string, server: string): string {
  // Node takes port 0 for the default.
  if (/^https?:\/\//.test(server) && URL.canParse(server) && new URL(server).port !== '0') return server;
  throw new TypeError(
    `${option}: must be an http or https URL, got ${JSON.stringify(server.replace(/\/\/[^/]*@/, '//…@'))}`,
  );
}
