import { define } from './definition.js';
import { windowsUserName } from './formats.js';

export const windowsSecurityContextOptions = define('WindowsSecurityContextOptions', {
  source: [
    'kubernetes v1.37 pkg/apis/core/validation/validation.go validateWindowsSecurityContextOptions',
    'k8s.io/api v0.37 core/v1/types.go WindowsSecurityContextOptions',
  ],
  doc: 'Settings for Windows Pods.',
  rule: 'windows-options#checkWindowsOptions',
  fields: {
    gmsaCredentialSpecName: { doc: 'The name of the GMSA credential spec to use.', go: 'pointer' },
    gmsaCredentialSpec: { doc: 'The GMSA credential spec itself, which a webhook fills in.', go: 'pointer' },
    runAsUserName: {
      doc: 'The user of the first process, such as `ContainerUser`.',
      format: windowsUserName,
      go: 'pointer',
    },
    hostProcess: { doc: 'Runs it as a host process. All containers of a Pod agree in this.', go: 'pointer' },
  },
});
