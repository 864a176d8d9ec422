import type { ApiServer } from '../../../src/testing/index.js';
import { type Authority, createAuthority } from './certificates.js';
import { type ProxyFront, type ProxyOptions, startHttpProxy, startTlsFront } from './fronts.js';
import { startSocksProxy } from './socks-proxy.js';
import { type createCleanup, startServer } from './stand.js';

/** Only a proxy finds this host. */
export const host = 'api.test';
const proxies = { http: startHttpProxy, socks5: startSocksProxy, socks5h: startSocksProxy } as const;

export interface ProxyStand {
  readonly server: ApiServer;
  readonly proxy: ProxyFront;
  readonly proxyUrl: string;
  /** With TLS to the API server. */
  readonly cluster: object;
  /** Without. */
  readonly plainCluster: object;
}

type StartStand = (
  scheme: keyof typeof proxies,
  options?: Omit<ProxyOptions, 'hosts'> & { readonly login?: string },
) => Promise<ProxyStand>;

/** Starts API servers behind proxies, their certificates signed by one authority; `add` has them closed. */
export function createProxyStand({ add }: Pick<ReturnType<typeof createCleanup>, 'add'>): {
  readonly authority: Authority;
  readonly stand: StartStand;
} {
  const authority = createAuthority('test');
  const stand: StartStand = async (scheme, options = {}) => {
    const server = add(await startServer());
    const front = add(await startTlsFront(server.port, authority.issue({ commonName: host, hosts: [host] })));
    const hosts = { [host]: front.port, 'plain.test': server.port };
    const proxy = add(await proxies[scheme]({ hosts, ...options }));
    const proxyUrl = `${scheme}://127.0.0.1:${proxy.port}`;
    const caData = Buffer.from(authority.cert).toString('base64');
    const secure = { server: `https://${host}:6443`, 'certificate-authority-data': caData };
    const plain = { server: 'http://plain.test:8080', 'insecure-skip-tls-verify': true };
    return {
      server,
      proxy,
      proxyUrl,
      cluster: { ...secure, 'proxy-url': proxyUrl },
      plainCluster: { ...plain, 'proxy-url': proxyUrl },
    };
  };
  return { authority, stand };
}
