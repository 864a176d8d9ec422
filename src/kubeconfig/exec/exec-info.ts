import type { Cluster, ExecConfig } from '../config.js';
import { KubeConfigError } from '../error.js';

/** What a plugin is told of the cluster where it asks for it. */
export interface ExecCluster extends Cluster {
  readonly server: string;
}

const configExtension = 'client.authentication.k8s.io/exec';

/**
 * The `ExecCredential` of the environment variable `KUBERNETES_EXEC_INFO`.
 *
 * Source: kubernetes v1.37 client-go rest/exec.go ConfigToExecCluster, pkg/apis/clientauthentication/v1
 */
export function formatExecInfo(
  { apiVersion, provideClusterInfo }: ExecConfig,
  cluster: ExecCluster,
  authority: string | undefined,
  interactive: boolean,
): string {
  const told = {
    server: cluster.server,
    'tls-server-name': cluster['tls-server-name'] || undefined,
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'] || undefined,
    'certificate-authority-data': authority,
    'proxy-url': cluster['proxy-url'] || undefined,
    'disable-compression': cluster['disable-compression'] || undefined,
    config: cluster.extensions?.get(configExtension) ?? null,
  };
  const spec = { ...(provideClusterInfo && { cluster: told }), interactive };
  return `${JSON.stringify({ kind: 'ExecCredential', apiVersion, spec })}\n`;
}

/** Whether the plugin gets the terminal's input. Source: exec.go isInteractive */
export function isInteractive(mode: string | undefined, terminal: boolean): boolean {
  if (mode === 'Always' && !terminal) {
    throw new KubeConfigError(
      'the login plugin needs standard input (interactiveMode: Always), which is no terminal',
    );
  }
  return mode !== 'Never' && terminal;
}
