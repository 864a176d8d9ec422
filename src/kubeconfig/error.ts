/** A kubeconfig that cannot be used: which file and field, and what is wrong there. Never a secret of it. */
export class KubeConfigError extends Error {
  override readonly name = 'KubeConfigError';
}
