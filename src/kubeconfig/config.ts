import { anything, boolean, bytes, type Decode, list, map, named, string, struct } from './decode.js';

/**
 * The fields of a kubeconfig, by the names that they have in it.
 *
 * Source: kubernetes v1.37 client-go tools/clientcmd/api/v1/types.go
 */
const exec = struct({
  apiVersion: string,
  command: string,
  args: list(string),
  env: list(struct({ name: string, value: string })),
  installHint: string,
  provideClusterInfo: boolean,
  interactiveMode: string,
});

const cluster = struct({
  server: string,
  'tls-server-name': string,
  'insecure-skip-tls-verify': boolean,
  'certificate-authority': string,
  'certificate-authority-data': bytes,
  'proxy-url': string,
  'disable-compression': boolean,
  extensions: named('extension', anything),
});

const user = struct({
  'client-certificate': string,
  'client-certificate-data': bytes,
  'client-key': string,
  'client-key-data': bytes,
  token: string,
  tokenFile: string,
  as: string,
  'as-uid': string,
  'as-groups': list(string),
  'as-user-extra': map(list(string)),
  username: string,
  password: string,
  'auth-provider': struct({ name: string, config: map(string) }),
  exec,
});

const context = struct({ cluster: string, user: string, namespace: string });

const config = struct({
  apiVersion: string,
  kind: string,
  'current-context': string,
  clusters: named('cluster', cluster),
  users: named('user', user),
  contexts: named('context', context),
});

type Of<Decoder> = Decoder extends Decode<infer Value> ? Value : never;

export type Cluster = Of<typeof cluster>;
export type User = Of<typeof user>;
export type Context = Of<typeof context>;
export type ExecConfig = Of<typeof exec>;

/** Something of a kubeconfig, and the file that it is written in. */
export interface Located<Item> {
  readonly item: Item;
  readonly file: string;
}

export interface Config {
  readonly currentContext: string;
  readonly clusters: ReadonlyMap<string, Located<Cluster>>;
  readonly users: ReadonlyMap<string, Located<User>>;
  readonly contexts: ReadonlyMap<string, Located<Context>>;
  /** The files that were read. */
  readonly files: readonly string[];
}

export const decodeConfig = config;
