import { readFile } from 'node:fs/promises';
import { type Connection, type Impersonation, impersonationHeaders } from './connection.js';

/** A server and a bearer token, without a kubeconfig. */
export interface TokenOptions {
  /** `https://host:port` */
  readonly server: string;
  /** The token, or a function that is asked before each request. */
  readonly token: string | (() => string | Promise<string>);
  /** The certificate authority, PEM; default: the system's. */
  readonly ca?: string | Buffer | undefined;
  /** The certificate authority, base64 of PEM, as `certificate-authority-data` has it. */
  readonly caData?: string | undefined;
  readonly skipTLSVerify?: boolean | undefined;
  /** The name to check the server's certificate for; default: the server's host. */
  readonly tlsServerName?: string | undefined;
  /** The namespace of Pod references that name none; default `default`. */
  readonly namespace?: string | undefined;
  readonly impersonate?: Impersonation | undefined;
}

export function connectToken(options: TokenOptions): Connection {
  const { token, impersonate } = options;
  if (!/^https?:\/\//.test(options.server)) {
    throw new TypeError(`server: must be an http or https URL, got ${JSON.stringify(options.server)}`);
  }
  const ca = options.caData === undefined ? options.ca : Buffer.from(options.caData, 'base64');
  const tls = {
    ...(ca && { ca }),
    ...(options.skipTLSVerify && { rejectUnauthorized: false }),
    ...(options.tlsServerName && { servername: options.tlsServerName }),
  };
  return {
    server: options.server,
    namespace: options.namespace ?? 'default',
    async credentials() {
      const bearer = typeof token === 'string' ? token : await token();
      return {
        headers: {
          Authorization: `Bearer ${bearer.trim()}`,
          ...(impersonate && impersonationHeaders(impersonate)),
        },
        tls,
      };
    },
  };
}

const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The cluster this process runs in, as its Pod's service account. The token is read again each
 * minute, since the kubelet renews it.
 *
 * Source: kubernetes v1.37 client-go rest/config.go InClusterConfig
 */
export async function connectInCluster(directory: string = serviceAccount): Promise<Connection> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
  if (!host || !port) {
    throw new TypeError(
      'not inside a cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set; use fromKubeConfig',
    );
  }
  const [ca, namespace] = await Promise.all([
    readFile(`${directory}/ca.crt`),
    readFile(`${directory}/namespace`, 'utf8').catch(() => 'default'),
  ]);
  let held = { token: '', until: 0 };
  return connectToken({
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    ca,
    namespace: namespace.trim(),
    token: async () => {
      if (Date.now() > held.until) {
        held = { token: await readFile(`${directory}/token`, 'utf8'), until: Date.now() + 60_000 };
      }
      return held.token;
    },
  });
}
