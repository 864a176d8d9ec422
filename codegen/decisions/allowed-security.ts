import type { AllowedType } from './decision.js';

const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

export const allowedSecurity: { readonly [type: string]: AllowedType } = {
  SecurityContext: {
    doc: 'User, privileges and confinement of a container. What it leaves open, the Pod decides.',
    source: `${validation} ValidateSecurityContext`,
    fields: {
      privileged: 'Full access to the host. The cluster may not allow it.',
      allowPrivilegeEscalation: 'Whether a process may gain more privileges than its parent has.',
      capabilities: 'Linux capabilities to add to, or drop from, what the runtime gives.',
      runAsUser: 'The user ID of the first process.',
      runAsGroup: 'The group ID of the first process.',
      runAsNonRoot: 'Makes the kubelet refuse to start the container as user 0.',
      readOnlyRootFilesystem: 'Whether the root filesystem is read-only.',
      procMount: 'How `/proc` is mounted. `Unmasked` needs a Pod with `hostUsers: false`.',
      seLinuxOptions: 'The SELinux label of the container.',
      seccompProfile: 'Which system calls are allowed.',
      appArmorProfile: 'The AppArmor profile of the container.',
      windowsOptions: 'Settings for Windows Pods.',
    },
  },
  Capabilities: {
    doc: 'Linux capabilities, without the prefix `CAP_`: `SYS_PTRACE`, or `ALL`.',
    source: 'k8s.io/api v0.37 core/v1/types.go Capabilities',
    fields: {
      add: 'Capabilities to add.',
      drop: 'Capabilities to drop.',
    },
  },
  SELinuxOptions: {
    doc: 'An SELinux label.',
    source: 'k8s.io/api v0.37 core/v1/types.go SELinuxOptions',
    fields: {
      user: 'The user of the label.',
      role: 'The role of the label.',
      type: 'The type of the label.',
      level: 'The level of the label.',
    },
  },
  SeccompProfile: {
    doc: 'Which system calls are allowed: `localhostProfile` belongs to the type `Localhost`, and to no other.',
    source: `${validation} validateSeccompProfileField`,
    fields: {
      type: 'The default of the runtime, a profile on the node, or none.',
      localhostProfile: "A profile on the node: a path relative to the kubelet's seccomp directory.",
    },
  },
  AppArmorProfile: {
    doc: 'An AppArmor profile: `localhostProfile` belongs to the type `Localhost`, and to no other.',
    source: `${validation} ValidateAppArmorProfileField`,
    fields: {
      type: 'The default of the runtime, a profile on the node, or none.',
      localhostProfile: 'The name of a profile that is loaded on the node.',
    },
  },
  WindowsSecurityContextOptions: {
    doc: 'Settings for Windows Pods.',
    source: `${validation} validateWindowsSecurityContextOptions`,
    fields: {
      gmsaCredentialSpecName: 'The name of the GMSA credential spec to use.',
      gmsaCredentialSpec: 'The GMSA credential spec itself, which a webhook fills in.',
      runAsUserName: 'The user of the first process, such as `ContainerUser`.',
      hostProcess: 'Runs it as a host process. All containers of a Pod agree in this.',
    },
  },
};
