import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The files to read, in order; those that are not there count for nothing. A path is taken as it is
 * written: neither `~` nor variables are expanded.
 *
 * Source: kubernetes v1.37 client-go tools/clientcmd/loader.go NewDefaultClientConfigLoadingRules
 */
export function findFiles(env: Environment): readonly string[] {
  const listed = env['KUBECONFIG'] ?? '';
  if (listed !== '') return [...new Set(listed.split(delimiter).filter((file) => file !== ''))];
  return [join(env['HOME'] || homedir(), '.kube', 'config')];
}
