import { define } from './definition.js';
import { id } from './formats.js';

const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

export const securityContext = define('SecurityContext', {
  source: [`${validation} ValidateSecurityContext`, 'k8s.io/api v0.37 core/v1/types.go SecurityContext'],
  doc: 'User, privileges and confinement of a container. What it leaves open, the Pod decides.',
  rule: 'security-context#checkSecurityContext',
  order: [
    'privileged',
    'runAsUser',
    'runAsGroup',
    'procMount',
    'seccompProfile',
    '.',
    'windowsOptions',
    'appArmorProfile',
  ],
  accept: {
    is: 'isEscalationSound',
    fields: ['allowPrivilegeEscalation', 'privileged', 'capabilities'],
  },
  fields: {
    privileged: {
      accept: true,
      doc: 'Full access to the host. The cluster may not allow it.',
      go: 'pointer',
    },
    allowPrivilegeEscalation: {
      accept: true,
      doc: 'Whether a process may gain more privileges than its parent has.',
      go: 'pointer',
    },
    capabilities: {
      accept: true,
      doc: 'Linux capabilities to add to, or drop from, what the runtime gives.',
      go: 'pointer',
    },
    runAsUser: {
      accept: 'isId',
      doc: 'The user ID of the first process.',
      format: id,
      go: 'pointer',
    },
    runAsGroup: {
      accept: 'isId',
      doc: 'The group ID of the first process.',
      format: id,
      go: 'pointer',
    },
    runAsNonRoot: {
      accept: true,
      doc: 'Makes the kubelet refuse to start the container as user 0.',
      go: 'pointer',
    },
    readOnlyRootFilesystem: { accept: true, doc: 'Whether the root filesystem is read-only.', go: 'pointer' },
    procMount: {
      doc: 'How `/proc` is mounted. `Unmasked` needs a Pod with `hostUsers: false`.',
      source: `${validation} ValidateProcMountType`,
      enum: ['Default', 'Unmasked'],
      gate: {
        name: 'ProcMountType',
        droppedTo: 'Default',
        enabled: '1.33',
        keptIfInUse: [{ except: ['Default'] }],
        source: 'kubernetes v1.37 pkg/api/pod/util.go dropDisabledProcMountField',
      },
      go: 'pointer',
    },
    seLinuxOptions: { doc: 'The SELinux label of the container.', go: 'pointer' },
    seccompProfile: { accept: true, doc: 'Which system calls are allowed.', go: 'pointer' },
    appArmorProfile: { doc: 'The AppArmor profile of the container.', go: 'pointer' },
    windowsOptions: { doc: 'Settings for Windows Pods.', go: 'pointer' },
  },
});
