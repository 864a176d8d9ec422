import { define, forbidden } from './definition.js';

const reason = 'cannot be set for an Ephemeral Container';
const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

const subPath = forbidden(
  reason,
  'Only whole volumes can be mounted: the bind mount of a sub path would outlive the container.',
  { source: `${validation} validateEphemeralContainers` },
);

export const volumeMount = define('VolumeMount', {
  source: [`${validation} ValidateVolumeMounts`, 'k8s.io/api v0.37 core/v1/types.go VolumeMount'],
  doc: 'A volume of the Pod, mounted into the container.',
  order: ['subPath', 'subPathExpr', 'mountPropagation', 'recursiveReadOnly', 'bindMountOptions'],
  fields: {
    name: { accept: 'isFilled', doc: "The name of one of the Pod's volumes." },
    mountPath: { accept: 'isFilled', doc: 'Where it appears in the container. Each path once.' },
    readOnly: { doc: 'Mounts it read-only.' },
    recursiveReadOnly: {
      doc: 'Whether mounts below are read-only too. Needs `readOnly`, and no `mountPropagation`.',
      source: `${validation} validateMountRecursiveReadOnly`,
      enum: ['Disabled', 'Enabled', 'IfPossible'],
      gate: {
        name: 'RecursiveReadOnlyMounts',
        enabled: '1.31',
        keptIfInUse: true,
        source: 'kubernetes v1.37 pkg/api/pod/util.go dropDisabledFields',
      },
      go: 'pointer',
      omitsIndex: true,
    },
    mountPropagation: {
      accept: { not: 'Bidirectional' },
      doc: 'Which later mounts are passed between host and container.',
      source: `${validation} validateMountPropagation`,
      enum: ['Bidirectional', 'HostToContainer', 'None'],
      go: 'pointer',
      omitsIndex: true,
    },
    bindMountOptions: {
      doc: 'Options of the bind mount.',
      source: `${validation} supportedBindMountOptions`,
      enum: ['nodev', 'noexec', 'nosuid'],
      gate: {
        name: 'VolumeBindMountOptions',
        enabled: 'not yet',
        keptIfInUse: true,
        source: 'kubernetes v1.37 pkg/api/pod/util.go dropDisabledFields',
      },
    },
    subPath,
    subPathExpr: subPath,
  },
});
