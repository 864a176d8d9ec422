import { stringify } from 'yaml';
import type { UserOptions } from './api/authorization.js';

/** A kubeconfig as an object; `KubeConfig.loadFromString(JSON.stringify(…))` takes it. */
export interface KubeConfigObject {
  readonly apiVersion: 'v1';
  readonly kind: 'Config';
  readonly clusters: readonly {
    readonly name: string;
    readonly cluster: { readonly server: string; readonly 'insecure-skip-tls-verify'?: boolean };
  }[];
  readonly users: readonly { readonly name: string; readonly user: { readonly token?: string } }[];
  readonly contexts: readonly {
    readonly name: string;
    readonly context: { readonly cluster: string; readonly user: string; readonly namespace?: string };
  }[];
  readonly 'current-context': string;
}

/** One cluster and a context for each user; the first user is the current one. */
export function writeKubeConfig(url: string, users: readonly UserOptions[]): KubeConfigObject {
  const named =
    users.length > 0
      ? users.map(({ name, token }) => ({ name, user: { token } }))
      : [{ name: 'admin', user: {} }];
  return {
    apiVersion: 'v1',
    kind: 'Config',
    // client-node accepts an http server only with this, since there is no certificate to check
    clusters: [{ name: 'testing', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: named,
    contexts: named.map(({ name }) => ({
      name,
      context: { cluster: 'testing', user: name, namespace: 'default' },
    })),
    'current-context': named[0]?.name ?? 'admin',
  };
}

export function formatKubeConfig(config: KubeConfigObject): string {
  return stringify(config);
}
