import type { EnumDecision } from './decision.js';

const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

/** The documents of the releases have no enums at all; those of a running server are compared. */
export const enums: readonly EnumDecision[] = [
  {
    field: 'EphemeralContainer.imagePullPolicy',
    values: ['Always', 'IfNotPresent', 'Never'],
    source: `${validation} supportedPullPolicies`,
  },
  {
    field: 'EphemeralContainer.terminationMessagePolicy',
    values: ['File', 'FallbackToLogsOnError'],
    source: `${validation} validateContainerCommon`,
  },
  {
    field: 'VolumeMount.mountPropagation',
    values: ['Bidirectional', 'HostToContainer', 'None'],
    source: `${validation} validateMountPropagation`,
  },
  {
    field: 'VolumeMount.recursiveReadOnly',
    values: ['Disabled', 'Enabled', 'IfPossible'],
    source: `${validation} validateMountRecursiveReadOnly`,
  },
  {
    field: 'VolumeMount.bindMountOptions',
    values: ['nodev', 'noexec', 'nosuid'],
    source: `${validation} supportedBindMountOptions`,
  },
  {
    field: 'SecurityContext.procMount',
    values: ['Default', 'Unmasked'],
    source: `${validation} ValidateProcMountType`,
  },
  {
    field: 'SeccompProfile.type',
    values: ['Localhost', 'RuntimeDefault', 'Unconfined'],
    source: `${validation} validateSeccompProfileType`,
  },
  {
    field: 'AppArmorProfile.type',
    values: ['Localhost', 'RuntimeDefault', 'Unconfined'],
    source: `${validation} ValidateAppArmorProfileField`,
  },
];
