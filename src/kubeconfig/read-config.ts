import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { type Cluster, type Config, type Context, decodeConfig, type Located, type User } from './config.js';
import { KubeConfigError } from './error.js';
import { parseText } from './parse-text.js';

/** Reads files into one configuration. A file that is not there is left out, unless it is `required`. */
export function readConfig(files: readonly string[], required = false): Config {
  const configs = files.flatMap((file) => {
    const text = readText(file, required);
    return text === undefined ? [] : [decodeFile(text, file)];
  });
  return merge(configs);
}

function readText(file: string, required: boolean): string | undefined {
  try {
    return decodeText(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !required) return undefined;
    throw new KubeConfigError(
      `${file}: ${code === 'ENOENT' ? 'no such file; check the path' : `cannot be read (${code})`}`,
    );
  }
}

/** UTF-8, or the UTF-16 that shells of Windows write, which begins with a byte order mark. */
function decodeText(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function decodeFile(text: string, file: string): Config {
  const value = parseText(text, `${file}:`);
  const decoded = decodeConfig(value, `${file}:`) ?? {};
  const { apiVersion = '', kind = '' } = decoded;
  if ((apiVersion !== '' && apiVersion !== 'v1') || (kind !== '' && kind !== 'Config')) {
    const found = JSON.stringify(`${apiVersion || 'v1'} ${kind || 'Config'}`);
    throw new KubeConfigError(`${file}: is no kubeconfig, which is "v1 Config": it says ${found}`);
  }
  const located = <Item>(items: ReadonlyMap<string, Item> = new Map(), settle = (item: Item) => item) =>
    new Map([...items].map(([name, item]) => [name, { item: settle(item), file }]));
  const base = resolve(dirname(file));
  return {
    currentContext: decoded['current-context'] ?? '',
    clusters: located<Cluster>(decoded.clusters, (item) => ({
      ...item,
      'certificate-authority': resolvePath(base, item['certificate-authority']),
    })),
    users: located<User>(decoded.users, (item) => resolveUser(base, item)),
    contexts: located<Context>(decoded.contexts),
    files: [file],
  };
}

/** Source: kubernetes v1.37 client-go tools/clientcmd/loader.go GetAuthInfoFileReferences */
function resolveUser(base: string, user: User): User {
  const { exec } = user;
  const command = exec?.command?.includes(sep) ? resolvePath(base, exec.command) : exec?.command;
  return {
    ...user,
    'client-certificate': resolvePath(base, user['client-certificate']),
    'client-key': resolvePath(base, user['client-key']),
    tokenFile: resolvePath(base, user.tokenFile),
    ...(exec && { exec: { ...exec, command } }),
  };
}

function resolvePath(base: string, path: string | undefined): string | undefined {
  return path && !isAbsolute(path) ? join(base, path) : path;
}

/** Of two of a name, that of the earlier file counts, whole. */
function merge(configs: readonly Config[]): Config {
  const first = <Item>(maps: readonly ReadonlyMap<string, Located<Item>>[]) =>
    new Map([...maps].reverse().flatMap((map) => [...map]));
  return {
    currentContext: configs.find(({ currentContext }) => currentContext !== '')?.currentContext ?? '',
    clusters: first(configs.map(({ clusters }) => clusters)),
    users: first(configs.map(({ users }) => users)),
    contexts: first(configs.map(({ contexts }) => contexts)),
    files: configs.flatMap(({ files }) => files),
  };
}
