import { readFileSync } from 'node:fs';
import { CliError } from '../cli-error.js';

/** Why a file cannot be read as a kubeconfig. */
export function explainKubeConfig(file: string, error: unknown): CliError {
  const why = error instanceof Error ? error.message : String(error);
  if (isBlank(file))
    return new CliError(`${file}: is empty; pass a kubeconfig with --kubeconfig, or set KUBECONFIG`);
  // of client-node, for what is YAML and has nothing of a kubeconfig
  const isOther = error instanceof TypeError;
  return new CliError(
    `${file}: cannot be read as a kubeconfig${isOther ? ', which has clusters, users and contexts' : ''}: ${why}`,
  );
}

/** Whether a file holds nothing, as kubectl takes one that touch(1) made. */
export function isBlank(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').trim() === '';
  } catch {
    return false;
  }
}
