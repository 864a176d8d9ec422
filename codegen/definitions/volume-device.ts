import { define } from './definition.js';

export const volumeDevice = define('VolumeDevice', {
  source: 'kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateVolumeDevices',
  doc: 'A block volume of the Pod, as a device in the container.',
  fields: {
    name: { doc: "The name of one of the Pod's volumes, backed by a PersistentVolumeClaim." },
    devicePath: { doc: 'Where the device appears in the container. Each path once.' },
  },
});
