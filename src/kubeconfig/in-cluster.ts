import { readFileSync, statSync } from 'node:fs';
import type { Cluster, User } from './config.js';
import type { Environment } from './find-files.js';
import { readCertificates } from './read-tls.js';

/** Where the kubelet puts what a Pod's service account logs in with. */
export const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface InCluster {
  readonly cluster: Cluster;
  readonly user: User;
  readonly namespace: string;
}

/**
 * The cluster that this process runs in, if it does.
 *
 * Source: kubernetes v1.37 client-go rest/config.go InClusterConfig, tools/clientcmd/client_config.go
 * inClusterClientConfig
 */
export function findInCluster(env: Environment, folder: string): InCluster | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
  if (!host || !port || !isFile(`${folder}/token`)) return undefined;
  const authority = `${folder}/ca.crt`;
  return {
    cluster: {
      server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      ...(holdsCertificate(authority) && { 'certificate-authority': authority }),
    },
    user: { tokenFile: `${folder}/token` },
    namespace: env['POD_NAMESPACE'] || readText(`${folder}/namespace`).trim() || 'default',
  };
}

/** Without one, client-go trusts what the system trusts. */
function holdsCertificate(file: string): boolean {
  return readCertificates(readText(file)) !== '';
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
}

function readText(path: string): string {
  return isFile(path) ? readFileSync(path, 'utf8') : '';
}
