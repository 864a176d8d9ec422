import type http from 'node:http';
import {
  type Connection,
  type Credentials,
  type Impersonation,
  impersonationHeaders,
  tlsKeys,
} from './connection.js';

/**
 * What this library needs of `@kubernetes/client-node`'s `KubeConfig`, 1.1 to 2.x. Structural, so
 * that neither release is imported, at run time or by the types.
 */
export interface KubeConfigLike {
  getCurrentCluster(): { readonly server: string; readonly proxyUrl?: string | undefined } | null;
  getCurrentContext(): string;
  getContextObject(name: string): { readonly namespace?: string | undefined } | null;
  /** Writes TLS options, headers and an agent into the object it is given. */
  applyToHTTPSOptions(options: object): Promise<void>;
}

interface AppliedOptions {
  headers?: Record<string, string | readonly string[]>;
  auth?: string;
  agent?: http.Agent;
  [key: string]: unknown;
}

/** A connection to the current context's cluster, as its current user. */
export function connectKubeConfig(kubeConfig: KubeConfigLike, impersonate?: Impersonation): Connection {
  const cluster = kubeConfig.getCurrentCluster();
  if (!cluster?.server) {
    throw new TypeError(
      'kubeConfig: its current context names no cluster; load a kubeconfig first (loadFromDefault, loadFromFile, …)',
    );
  }
  return {
    server: cluster.server,
    namespace: kubeConfig.getContextObject(kubeConfig.getCurrentContext())?.namespace || 'default',
    async credentials(): Promise<Credentials> {
      const applied: AppliedOptions = {};
      await kubeConfig.applyToHTTPSOptions(applied);
      const headers = { ...applied.headers, ...(impersonate && impersonationHeaders(impersonate)) };
      if (applied.auth) headers['Authorization'] = `Basic ${Buffer.from(applied.auth).toString('base64')}`;
      const tls = Object.fromEntries(
        tlsKeys.filter((key) => applied[key] != null).map((key) => [key, applied[key]]),
      );
      return { headers, tls, agent: cluster.proxyUrl ? applied.agent : undefined };
    },
  };
}
