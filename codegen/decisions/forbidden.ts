import type { ForbiddenField } from './decision.js';

const reason = 'cannot be set for an Ephemeral Container';
const allowList = 'kubernetes v1.37 pkg/apis/core/validation/validation.go allowedEphemeralContainerFields';
const subPaths = 'kubernetes v1.37 pkg/apis/core/validation/validation.go validateEphemeralContainers';

/** What the API publishes for an ephemeral container and never takes. */
export const forbidden: readonly ForbiddenField[] = [
  {
    field: 'EphemeralContainer.ports',
    reason,
    doc: 'An ephemeral container serves nobody, so it has no ports. Use `kubectl port-forward` to reach what it runs.',
    source: allowList,
  },
  {
    field: 'EphemeralContainer.resources',
    reason,
    doc: 'What a Pod may use was settled when it was scheduled, so an ephemeral container asks for nothing.',
    source: allowList,
  },
  {
    field: 'EphemeralContainer.resizePolicy',
    reason,
    doc: 'An ephemeral container has no resources, so there is nothing to resize.',
    source: allowList,
  },
  {
    field: 'EphemeralContainer.restartPolicy',
    reason,
    doc: 'An ephemeral container is never restarted.',
    source: allowList,
  },
  {
    field: 'EphemeralContainer.restartPolicyRules',
    reason,
    doc: 'An ephemeral container is never restarted.',
    source: allowList,
  },
  {
    field: 'EphemeralContainer.livenessProbe',
    reason,
    doc: 'An ephemeral container is not probed: it is never restarted.',
    source: allowList,
  },
  {
    field: 'EphemeralContainer.readinessProbe',
    reason,
    doc: 'An ephemeral container is not probed: it has no part in the readiness of the Pod.',
    source: allowList,
  },
  {
    field: 'EphemeralContainer.startupProbe',
    reason,
    doc: 'An ephemeral container is not probed: nothing waits for it to start.',
    source: allowList,
  },
  {
    field: 'EphemeralContainer.lifecycle',
    reason,
    doc: 'An ephemeral container has no hooks. Do it in `command`.',
    source: allowList,
  },
  {
    field: 'VolumeMount.subPath',
    reason,
    doc: 'Only whole volumes can be mounted: the bind mount of a sub path would outlive the container.',
    source: subPaths,
  },
  {
    field: 'VolumeMount.subPathExpr',
    reason,
    doc: 'Only whole volumes can be mounted: the bind mount of a sub path would outlive the container.',
    source: subPaths,
  },
];
