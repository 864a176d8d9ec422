import type { OutgoingHttpHeaders } from 'node:http';
import { tlsKeys } from '../../kubeconfig/credentials.js';
import { encodeHeader, type Impersonation, impersonationHeaders } from '../../kubeconfig/impersonation.js';
import { readWithoutWaiting } from '../../kubeconfig/read-file.js';
import { pluginCredentialsTime } from '../timing.js';
import { type Connection, type Credentials, checkServer } from './connection.js';
import { shareCredentials } from './credentials.js';
import { parseProxy } from './proxy.js';
import { messageOf } from './socket-error.js';

/**
 * What this library needs of `@kubernetes/client-node`'s `KubeConfig`, 1.1 to 2.x. Structural, so
 * that neither release is imported, at run time or by the types.
 */
export interface KubeConfigLike {
  getCurrentCluster(): { readonly server: string; readonly proxyUrl?: string | undefined } | null;
  getCurrentContext(): string;
  getContextObject(name: string): { readonly namespace?: string | undefined } | null;
  getCurrentUser(): KubeConfigUser | null;
  /** Writes TLS options and headers into the object it is given. */
  applyToHTTPSOptions(options: object): Promise<void>;
}

/** What a user of a kubeconfig logs in with, as far as it can be done anew. */
export interface KubeConfigUser {
  readonly name: string;
  readonly token?: string | undefined;
  /** A plugin that is run. */
  readonly exec?: unknown;
  readonly authProvider?:
    | {
        readonly name?: string;
        readonly config?: { readonly exec?: unknown; readonly tokenFile?: unknown } | null;
      }
    | null
    | undefined;
}

interface AppliedOptions {
  headers?: OutgoingHttpHeaders;
  auth?: string;
  [key: string]: unknown;
}

/** A connection to the current context's cluster, as its current user. */
export function connectKubeConfig(kubeConfig: KubeConfigLike, impersonate?: Impersonation): Connection {
  if (typeof kubeConfig?.getCurrentCluster !== 'function') {
    throw new TypeError('kubeConfig: must be a KubeConfig of @kubernetes/client-node');
  }
  const cluster = kubeConfig.getCurrentCluster();
  if (!cluster?.server) {
    throw new TypeError(
      'kubeConfig: its current context names no cluster; load a kubeconfig first (loadFromDefault, loadFromFile, …)',
    );
  }
  let logins = 0;
  const ask = async (refused: boolean): Promise<Credentials> => {
    if (refused) logins++;
    const applied: AppliedOptions = {};
    const user = await logIn(kubeConfig, logins);
    await user.applyToHTTPSOptions(applied).catch((error: unknown) => {
      throw withInstallHint(error, kubeConfig.getCurrentUser());
    });
    const headers = {
      ...encodeHeaders(applied.headers),
      ...(impersonate && impersonationHeaders(impersonate)),
    };
    if (applied.auth) headers['Authorization'] = `Basic ${Buffer.from(applied.auth).toString('base64')}`;
    const tls = Object.fromEntries(
      tlsKeys.filter((key) => applied[key] != null).map((key) => [key, applied[key]]),
    );
    return { headers, tls };
  };
  return {
    server: checkServer('kubeConfig: server', cluster.server),
    proxy: cluster.proxyUrl ? parseProxy(cluster.proxyUrl) : undefined,
    namespace: kubeConfig.getContextObject(kubeConfig.getCurrentContext())?.namespace?.trim() || 'default',
    ...shareCredentials(ask, hasPlugin(kubeConfig.getCurrentUser()) ? pluginCredentialsTime : 0),
  };
}

/**
 * The kubeconfig whose user logs in anew, `logins` times so far: client-node keeps what a plugin gave
 * until it expires, by the user's name, and a token file for a minute, for whatever user.
 */
async function logIn(kubeConfig: KubeConfigLike, logins: number): Promise<KubeConfigLike> {
  const user = kubeConfig.getCurrentUser();
  const tokenFile = user?.authProvider?.config?.tokenFile;
  if (user && typeof tokenFile === 'string') {
    const token = (await readWithoutWaiting(tokenFile, 'utf8')).trim();
    return withUser(kubeConfig, { ...user, authProvider: undefined, token });
  }
  if (!user || !hasPlugin(user) || logins === 0) return kubeConfig;
  return withUser(kubeConfig, { ...user, name: `${user.name}, login ${logins + 1}` });
}

/** Source: client-node 1.1 to 2.0 exec_auth.ts isAuthProvider */
function hasPlugin(user: KubeConfigUser | null): boolean {
  const { exec, authProvider } = user ?? {};
  return Boolean(exec || authProvider?.name === 'exec' || authProvider?.config?.exec);
}

/** For a plugin that is not there, a kubeconfig may say how to get it. */
function withInstallHint(error: unknown, user: KubeConfigUser | null): unknown {
  const { installHint } = (user?.exec ?? {}) as { readonly installHint?: unknown };
  if (typeof installHint !== 'string' || !messageOf(error).includes('ENOENT')) return error;
  return new Error(`${messageOf(error)}; ${installHint.trim()}`, { cause: error });
}

function withUser(kubeConfig: KubeConfigLike, user: KubeConfigUser): KubeConfigLike {
  return Object.create(kubeConfig, { getCurrentUser: { value: () => user } });
}

/** Tokens come with line ends from files, which no header may have. */
function encodeHeaders(headers: OutgoingHttpHeaders = {}): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? encodeHeader(value.trim()) : value,
    ]),
  );
}
