import { readFile } from 'node:fs/promises';
import type { OptionNames } from '../../core/known-options.js';
import { type Impersonation, impersonationHeaders } from '../../kubeconfig/impersonation.js';
import { serviceAccountFolder } from '../../kubeconfig/in-cluster.js';
import { type Connection, checkServer } from './connection.js';
import { shareCredentials } from './credentials.js';
import { parseProxy } from './proxy.js';
import { messageOf } from './socket-error.js';

/** A server and a bearer token, without a kubeconfig. */
export interface TokenOptions {
  /** `https://host:port` */
  readonly server: string;
  /**
   * The token, or a function that is asked before each request; and again, with `refused`, where the
   * server did not take what it gave.
   */
  readonly token: string | ((asked: { readonly refused: boolean }) => string | Promise<string>);
  /** The certificate authority, PEM; default: the system's. */
  readonly ca?: string | Buffer | undefined;
  /** The certificate authority, base64 of PEM, as `certificate-authority-data` has it. */
  readonly caData?: string | undefined;
  readonly skipTLSVerify?: boolean | undefined;
  /** The name to check the server's certificate for; default: the server's host. */
  readonly tlsServerName?: string | undefined;
  /** `http://`, `https://` or `socks5://`, with user and password where the proxy wants them. */
  readonly proxyUrl?: string | undefined;
  /** The namespace of Pod references that name none; default `default`. */
  readonly namespace?: string | undefined;
  readonly impersonate?: Impersonation | undefined;
}

export const ofToken: OptionNames<TokenOptions> = {
  server: true,
  token: true,
  ca: true,
  caData: true,
  skipTLSVerify: true,
  tlsServerName: true,
  proxyUrl: true,
  namespace: true,
  impersonate: true,
};

export function connectToken(options: TokenOptions): Connection {
  const { token, impersonate } = options;
  if (typeof token !== 'string' && typeof token !== 'function') {
    throw new TypeError(`token: must be a string, or a function that gives one, got ${String(token)}`);
  }
  const ca = options.caData === undefined ? options.ca : Buffer.from(options.caData, 'base64');
  const tls = {
    ...(ca && { ca }),
    ...(options.skipTLSVerify && { rejectUnauthorized: false }),
    ...(options.tlsServerName && { servername: options.tlsServerName }),
  };
  return {
    server: checkServer('server', options.server),
    proxy: options.proxyUrl ? parseProxy(options.proxyUrl) : undefined,
    namespace: options.namespace ?? 'default',
    ...shareCredentials(async (refused) => {
      const bearer = typeof token === 'string' ? token : await token({ refused });
      return {
        headers: {
          Authorization: `Bearer ${bearer.trim()}`,
          ...(impersonate && impersonationHeaders(impersonate)),
        },
        tls,
      };
    }),
  };
}

/** Where the cluster is that this process runs in. */
export interface InClusterOptions {
  /** The folder of `token`, `ca.crt` and `namespace`; default: where the kubelet puts a service account's. */
  readonly directory?: string | undefined;
  readonly impersonate?: Impersonation | undefined;
}

export const ofInCluster: OptionNames<InClusterOptions> = { directory: true, impersonate: true };

/**
 * The cluster this process runs in, as its Pod's service account. The token is read for each request,
 * since the kubelet renews it.
 *
 * Source: kubernetes v1.37 client-go rest/config.go InClusterConfig
 */
export async function connectInCluster({
  directory = serviceAccountFolder,
  impersonate,
}: InClusterOptions = {}): Promise<Connection> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
  if (!host || !port) {
    throw new TypeError(
      'not inside a cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set; use fromKubeConfig',
    );
  }
  const [ca, namespace] = await Promise.all([
    readFile(`${directory}/ca.crt`).catch((error: unknown) => {
      throw new TypeError(
        `no service account in ${directory} (${messageOf(error)}); is automountServiceAccountToken false?`,
        { cause: error },
      );
    }),
    readFile(`${directory}/namespace`, 'utf8').catch(() => 'default'),
  ]);
  return connectToken({
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    ca,
    namespace: namespace.trim(),
    token: () => readFile(`${directory}/token`, 'utf8'),
    impersonate,
  });
}
