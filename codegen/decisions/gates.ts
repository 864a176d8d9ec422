import type { GateDecision } from './decision.js';

const drop = 'kubernetes v1.37 pkg/api/pod/util.go';

/**
 * Fields that some minors publish and drop without a word. A gate that changes no answer is not
 * here: a probe stays a probe, whatever is dropped from it.
 */
export const gates: readonly GateDecision[] = [
  {
    field: 'EphemeralContainer.resizePolicy',
    gate: 'InPlacePodVerticalScaling',
    enabledSince: '1.33',
    source: `${drop} dropDisabledFields`,
  },
  {
    // Dropped by the gate of the rules that 1.34 put beside it; 1.28 to 1.33 do not drop it.
    field: 'EphemeralContainer.restartPolicy',
    gate: 'ContainerRestartRules',
    droppedSince: '1.34',
    enabledSince: '1.35',
    source: `${drop} dropContainerRestartRules`,
  },
  {
    field: 'EphemeralContainer.restartPolicyRules',
    gate: 'ContainerRestartRules',
    enabledSince: '1.35',
    source: `${drop} dropContainerRestartRules`,
  },
  {
    field: 'VolumeMount.recursiveReadOnly',
    gate: 'RecursiveReadOnlyMounts',
    enabledSince: '1.31',
    source: `${drop} dropDisabledFields`,
  },
  {
    field: 'VolumeMount.bindMountOptions',
    gate: 'VolumeBindMountOptions',
    enabledSince: 'not yet',
    source: `${drop} dropDisabledFields`,
  },
  {
    field: 'EnvVarSource.fileKeyRef',
    gate: 'EnvFiles',
    enabledSince: '1.35',
    source: `${drop} dropFileKeyRefInUse`,
  },
  {
    field: 'SecurityContext.procMount',
    gate: 'ProcMountType',
    enabledSince: '1.33',
    droppedTo: 'Default',
    source: `${drop} dropDisabledProcMountField`,
  },
  {
    field: 'ResourceRequirements.claims',
    gate: 'DynamicResourceAllocation',
    enabledSince: '1.34',
    source: `${drop} dropDisabledDynamicResourceAllocationFields`,
  },
  {
    field: 'Lifecycle.stopSignal',
    gate: 'ContainerStopSignals',
    droppedWithParent: true,
    enabledSince: 'not yet',
    source: `${drop} dropContainerStopSignals`,
  },
];
