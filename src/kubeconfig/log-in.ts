import type { Cluster, User } from './config.js';
import type { Asked, Credentials } from './credentials.js';
import { KubeConfigError } from './error.js';
import { createPluginLogin, type PluginIo } from './exec/plugin-login.js';
import { encodeHeader, impersonationHeaders } from './impersonation.js';
import { readWithoutWaiting } from './read-file.js';
import { readOidcToken } from './read-oidc.js';
import type { ServerAddress } from './read-server.js';
import { readTls } from './read-tls.js';

export type LogIn = (asked: Asked) => Promise<Credentials>;

/**
 * What gives the credentials of each request. A token goes before a password, and a plugin is run only
 * where there is neither, nor a client certificate.
 *
 * Source: kubernetes v1.37 client-go transport/round_trippers.go HTTPWrappersForConfig,
 * plugin/pkg/client/auth/exec/exec.go UpdateTransportConfig
 */
export function createLogIn(address: ServerAddress, cluster: Cluster, user: User, io: PluginIo): LogIn {
  const sent = sendsCredentials(address, cluster) ? user : {};
  const plugin = runsPlugin(address, cluster, user)
    ? createPluginLogin(user.exec ?? {}, { ...cluster, server: cluster.server ?? address.server }, io)
    : undefined;
  let lastToken: string | undefined;
  return async (asked) => {
    const tls = address.secure ? await readTls(cluster, user) : {};
    const login = await plugin?.(asked);
    const token = login?.token ?? (await readToken(sent, lastToken));
    lastToken = token;
    const authorization = token === undefined ? basicOf(sent, address) : `Bearer ${encodeHeader(token)}`;
    return {
      headers: { ...(authorization && { Authorization: authorization }), ...impersonated(user) },
      tls: { ...tls, ...login?.tls },
    };
  };
}

/** Whether a login plugin is to be run. */
export function runsPlugin(address: ServerAddress, cluster: Cluster, user: User): boolean {
  const hasOther = user.token || user.tokenFile || user.username || hasCertificate(user);
  return Boolean(user.exec && !hasOther && sendsCredentials(address, cluster));
}

/**
 * kubectl sends none over plain http. client-node does where the cluster is said to be insecure, which
 * is how tests and local proxies are reached.
 */
function sendsCredentials({ secure }: ServerAddress, cluster: Cluster): boolean {
  return secure || cluster['insecure-skip-tls-verify'] === true;
}

function hasCertificate(user: User): boolean {
  return Boolean(user['client-certificate'] || user['client-certificate-data']?.length);
}

/** The file goes before the token beside it, and is read anew, since tokens are renewed. */
async function readToken(user: User, last: string | undefined): Promise<string | undefined> {
  const { token, tokenFile, 'auth-provider': provider } = user;
  if (!tokenFile)
    return token || (provider && !user.username ? readOidcToken(provider.config ?? {}) : undefined);
  try {
    const text = (await readWithoutWaiting(tokenFile, 'utf8')).trim();
    if (text !== '') return text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!token && last === undefined)
      throw new KubeConfigError(`tokenFile ${tokenFile} cannot be read (${code})`);
  }
  const known = last ?? token;
  if (!known) throw new KubeConfigError(`tokenFile ${tokenFile} is empty`);
  return known;
}

function basicOf({ username, password = '' }: User, { login }: ServerAddress): string | undefined {
  const pair = username ? `${username}:${password}` : login;
  return pair && `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

function impersonated(user: User): Record<string, string | string[]> {
  if (!user.as) return {};
  const strings = (values: readonly (string | undefined)[] = []) => values.map((value) => value ?? '');
  const extra = Object.entries(user['as-user-extra'] ?? {}).map(
    ([key, values]) => [key, strings(values)] as const,
  );
  return impersonationHeaders({
    user: user.as,
    groups: strings(user['as-groups']),
    ...(user['as-uid'] && { uid: user['as-uid'] }),
    extra: Object.fromEntries(extra),
  });
}
