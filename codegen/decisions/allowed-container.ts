import type { AllowedType } from './decision.js';

export const allowedContainer: { readonly [type: string]: AllowedType } = {
  EphemeralContainer: {
    doc: 'A container that is added to a running Pod to look into it. It is never restarted, changed or removed.',
    source: 'kubernetes v1.37 pkg/apis/core/validation/validation.go allowedEphemeralContainerFields',
    fields: {
      name: 'A DNS label that no other container of the Pod has, ephemeral ones of the past included.',
      image: 'The image to run. Unlike in a workload template, it must be given.',
      command: 'Replaces the entry point of the image. `$(NAME)` is expanded from `env`.',
      args: 'Replaces the arguments of the image. `$(NAME)` is expanded from `env`.',
      workingDir: 'Where the command starts; the working directory of the image if absent.',
      targetContainerName:
        "Runs in the process namespace of this container or init container of the Pod, to see that one's processes.",
      stdin: 'Keeps standard input open, so that a client can attach to it.',
      stdinOnce: 'Closes standard input for good when the first attached client leaves.',
      tty: 'Gives the container a terminal. Needs `stdin` to be of use.',
      env: 'Environment variables, in order: a later one may refer to an earlier one. They win over `envFrom`.',
      envFrom: 'Whole ConfigMaps and Secrets as environment variables. The last one wins.',
      volumeMounts: "Mounts of the Pod's volumes. Whole volumes only: no `subPath`.",
      volumeDevices: "Block devices, of the Pod's volumes with `volumeMode: Block`.",
      securityContext: 'User, privileges and confinement. Wins over what the Pod says.',
      imagePullPolicy:
        'When to pull the image: by default `Always` for the tag `latest` or none, else `IfNotPresent`.',
      terminationMessagePath: 'The file whose content becomes the termination message.',
      terminationMessagePolicy: 'Where the termination message comes from.',
    },
  },
  VolumeMount: {
    doc: 'A volume of the Pod, mounted into the container.',
    source: 'kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateVolumeMounts',
    fields: {
      name: "The name of one of the Pod's volumes.",
      mountPath: 'Where it appears in the container. Each path once.',
      readOnly: 'Mounts it read-only.',
      recursiveReadOnly:
        'Whether mounts below are read-only too. Needs `readOnly`, and no `mountPropagation`.',
      mountPropagation: 'Which later mounts are passed between host and container.',
      bindMountOptions: 'Options of the bind mount.',
    },
  },
  VolumeDevice: {
    doc: 'A block volume of the Pod, as a device in the container.',
    source: 'kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateVolumeDevices',
    fields: {
      name: "The name of one of the Pod's volumes, backed by a PersistentVolumeClaim.",
      devicePath: 'Where the device appears in the container. Each path once.',
    },
  },
};
