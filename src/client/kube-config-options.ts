import type { OptionNames } from '../core/known-options.js';
import type { LoadOptions } from '../kubeconfig/load.js';

/** What counts in the place of what a kubeconfig says. */
export type KubeConfigOptions = Omit<LoadOptions, 'path' | 'serviceAccountFolder'>;

export const ofKubeConfig: OptionNames<KubeConfigOptions> = {
  context: true,
  cluster: true,
  user: true,
  impersonate: true,
  env: true,
  stdin: true,
  stderr: true,
  onWarning: true,
};
