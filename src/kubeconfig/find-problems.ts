import { accessSync, constants } from 'node:fs';
import type { Cluster, ExecConfig, User } from './config.js';

/**
 * What is wrong with a cluster, all at once.
 *
 * Source: kubernetes v1.37 client-go tools/clientcmd/validation.go validateClusterInfo, transport/transport.go
 * TLSConfigFor
 */
export function* findClusterProblems(cluster: Cluster, secure: boolean): Generator<string> {
  const file = cluster['certificate-authority'];
  const hasData = Boolean(cluster['certificate-authority-data']?.length);
  if (file && hasData)
    yield 'certificate-authority and certificate-authority-data are both there; leave one out';
  if (file) yield* findUnreadable('certificate-authority', file);
  if (secure && cluster['insecure-skip-tls-verify'] && (file || hasData)) {
    yield 'insecure-skip-tls-verify goes with no certificate authority; leave one out';
  }
}

/**
 * What is wrong with a user, all at once.
 *
 * Source: kubernetes v1.37 client-go tools/clientcmd/validation.go validateAuthInfo
 */
export function* findUserProblems(user: User): Generator<string> {
  yield* findCertificateProblems(user);
  if (user.exec) yield* findExecProblems(user.exec, user);
  if ((user.token || user.tokenFile) && (user.username || user.password)) {
    yield 'a token and a password are both there; leave one out';
  }
  if (!user.as && (user['as-uid'] || user['as-groups']?.length || hasKeys(user['as-user-extra']))) {
    yield 'as-uid, as-groups and as-user-extra go with a user to act as; set as, or pass --as';
  }
  const provider = user['auth-provider']?.name;
  if (user['auth-provider'] && provider !== 'oidc') {
    const removed = provider === 'gcp' || provider === 'azure';
    yield `auth-provider ${JSON.stringify(provider ?? '')} ${removed ? 'was removed from Kubernetes in 1.26' : 'is none that kubectl knows'}; log in by an exec plugin (${pluginOf(provider)})`;
  }
}

function* findCertificateProblems(user: User): Generator<string> {
  const { 'client-certificate': file, 'client-key': keyFile } = user;
  const hasData = Boolean(user['client-certificate-data']?.length);
  const hasKeyData = Boolean(user['client-key-data']?.length);
  if (!file && !hasData) return;
  if (file && hasData) yield 'client-certificate and client-certificate-data are both there; leave one out';
  if (keyFile && hasKeyData) yield 'client-key and client-key-data are both there; leave one out';
  if (!keyFile && !hasKeyData) yield 'its client certificate has no key; set client-key or client-key-data';
  if (file) yield* findUnreadable('client-certificate', file);
  if (keyFile) yield* findUnreadable('client-key', keyFile);
}

const apiVersions = ['v1', 'v1beta1'].map((version) => `client.authentication.k8s.io/${version}`);
const modes = ['Never', 'IfAvailable', 'Always'];

function* findExecProblems(exec: ExecConfig, user: User): Generator<string> {
  if (user['auth-provider']) yield 'exec and auth-provider are both there; leave one out';
  if (!exec.command) yield 'exec names no command';
  if (!apiVersions.includes(exec.apiVersion ?? '')) {
    yield `exec.apiVersion must be ${apiVersions.join(' or ')}, got ${JSON.stringify(exec.apiVersion ?? '')}`;
  }
  if (exec.env?.some((each) => !each?.name)) yield 'exec.env has a variable without a name';
  const { interactiveMode = '' } = exec;
  const isOptional = exec.apiVersion?.endsWith('/v1beta1') && interactiveMode === '';
  if (!isOptional && !modes.includes(interactiveMode)) {
    yield `exec.interactiveMode must be one of ${modes.join(', ')}, got ${JSON.stringify(interactiveMode)}`;
  }
}

function* findUnreadable(field: string, file: string): Generator<string> {
  try {
    // Opening a pipe would wait for who writes to it.
    accessSync(file, constants.R_OK);
  } catch (error) {
    yield `${field} ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`;
  }
}

function hasKeys(map: object | undefined): boolean {
  return Object.keys(map ?? {}).length > 0;
}

function pluginOf(provider: string | undefined): string {
  if (provider === 'gcp') return 'gke-gcloud-auth-plugin';
  return provider === 'azure' ? 'kubelogin' : 'exec in place of auth-provider';
}
