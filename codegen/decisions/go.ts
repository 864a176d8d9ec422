import type { GoDecision } from './decision.js';

/**
 * Which fields Go declares as pointers. Only those tell an empty value from none: `optional: false`
 * is stored, `stdin: false` is not; an empty `restartPolicy` is set, an empty `subPath` is not.
 */
export const go: readonly GoDecision[] = [
  {
    type: 'EphemeralContainer',
    pointers: [
      'restartPolicy',
      'livenessProbe',
      'readinessProbe',
      'startupProbe',
      'lifecycle',
      'securityContext',
    ],
    source: 'k8s.io/api v0.37 core/v1/types.go EphemeralContainerCommon',
  },
  { type: 'EnvVar', pointers: ['valueFrom'], source: 'k8s.io/api v0.37 core/v1/types.go EnvVar' },
  {
    type: 'EnvVarSource',
    pointers: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
    source: 'k8s.io/api v0.37 core/v1/types.go EnvVarSource',
  },
  {
    type: 'EnvFromSource',
    pointers: ['configMapRef', 'secretRef'],
    source: 'k8s.io/api v0.37 core/v1/types.go EnvFromSource',
  },
  {
    type: 'ConfigMapKeySelector',
    pointers: ['optional'],
    source: 'k8s.io/api v0.37 core/v1/types.go ConfigMapKeySelector',
  },
  {
    type: 'SecretKeySelector',
    pointers: ['optional'],
    source: 'k8s.io/api v0.37 core/v1/types.go SecretKeySelector',
  },
  {
    type: 'FileKeySelector',
    pointers: ['optional'],
    source: 'k8s.io/api v0.37 core/v1/types.go FileKeySelector',
  },
  {
    type: 'ConfigMapEnvSource',
    pointers: ['optional'],
    source: 'k8s.io/api v0.37 core/v1/types.go ConfigMapEnvSource',
  },
  {
    type: 'SecretEnvSource',
    pointers: ['optional'],
    source: 'k8s.io/api v0.37 core/v1/types.go SecretEnvSource',
  },
  {
    type: 'VolumeMount',
    pointers: ['recursiveReadOnly', 'mountPropagation'],
    source: 'k8s.io/api v0.37 core/v1/types.go VolumeMount',
  },
  {
    type: 'SecurityContext',
    pointers: [
      'privileged',
      'allowPrivilegeEscalation',
      'capabilities',
      'runAsUser',
      'runAsGroup',
      'runAsNonRoot',
      'readOnlyRootFilesystem',
      'procMount',
      'seLinuxOptions',
      'seccompProfile',
      'appArmorProfile',
      'windowsOptions',
    ],
    source: 'k8s.io/api v0.37 core/v1/types.go SecurityContext',
  },
  {
    type: 'SeccompProfile',
    pointers: ['localhostProfile'],
    source: 'k8s.io/api v0.37 core/v1/types.go SeccompProfile',
  },
  {
    type: 'AppArmorProfile',
    pointers: ['localhostProfile'],
    source: 'k8s.io/api v0.37 core/v1/types.go AppArmorProfile',
  },
  {
    type: 'WindowsSecurityContextOptions',
    pointers: ['gmsaCredentialSpecName', 'gmsaCredentialSpec', 'runAsUserName', 'hostProcess'],
    source: 'k8s.io/api v0.37 core/v1/types.go WindowsSecurityContextOptions',
  },
];
