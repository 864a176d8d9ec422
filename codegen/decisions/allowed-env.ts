import type { AllowedType } from './decision.js';

const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

export const allowedEnv: { readonly [type: string]: AllowedType } = {
  EnvVar: {
    doc: 'One environment variable: a literal `value`, or `valueFrom` somewhere else.',
    source: `${validation} ValidateEnv`,
    fields: {
      name: 'The name of the variable.',
      value: 'Its value. `$(NAME)` refers to an earlier variable, `$$` is a dollar sign.',
      valueFrom: 'Where its value comes from.',
    },
  },
  EnvVarSource: {
    doc: 'Where the value of an environment variable comes from: exactly one of these.',
    source: `${validation} validateEnvVarValueFrom`,
    fields: {
      fieldRef: 'A field of the Pod.',
      resourceFieldRef: 'A resource limit or request of a container.',
      configMapKeyRef: 'A key of a ConfigMap in the namespace of the Pod.',
      secretKeyRef: 'A key of a Secret in the namespace of the Pod.',
      fileKeyRef: 'A variable of an env file in an `emptyDir` volume of the Pod.',
    },
  },
  ObjectFieldSelector: {
    doc: 'A field of the Pod.',
    source: `${validation} validateObjectFieldSelector`,
    fields: {
      fieldPath: "Such as `metadata.name`, `metadata.labels['app']`, `spec.nodeName` or `status.podIP`.",
      apiVersion: 'The version of the API that the path is written for.',
    },
  },
  ResourceFieldSelector: {
    doc: 'A resource limit or request of a container.',
    source: `${validation} validateContainerResourceFieldSelector`,
    fields: {
      resource: 'Such as `limits.cpu` or `requests.memory`.',
      containerName: 'The container that it is about; the container itself if absent.',
      divisor: 'The unit to count in, such as `1m` for CPU or `1Mi` for memory.',
    },
  },
  ConfigMapKeySelector: {
    doc: 'A key of a ConfigMap.',
    source: `${validation} validateConfigMapKeySelector`,
    fields: {
      name: 'The name of the ConfigMap.',
      key: 'The key in it.',
      optional: 'Whether the container may start without it.',
    },
  },
  SecretKeySelector: {
    doc: 'A key of a Secret.',
    source: `${validation} validateSecretKeySelector`,
    fields: {
      name: 'The name of the Secret.',
      key: 'The key in it.',
      optional: 'Whether the container may start without it.',
    },
  },
  FileKeySelector: {
    doc: 'A variable of an env file in a volume of the Pod.',
    source: `${validation} validateFileKeySelector`,
    fields: {
      volumeName: 'The name of an `emptyDir` volume of the Pod.',
      path: 'The file, relative to the root of the volume.',
      key: 'The name of the variable in the file.',
      optional: 'Whether the container may start without it.',
    },
  },
  EnvFromSource: {
    doc: 'A whole ConfigMap or Secret as environment variables: exactly one of the two.',
    source: `${validation} ValidateEnvFrom`,
    fields: {
      prefix: 'Put in front of each key.',
      configMapRef: 'A ConfigMap in the namespace of the Pod.',
      secretRef: 'A Secret in the namespace of the Pod.',
    },
  },
  ConfigMapEnvSource: {
    doc: 'A whole ConfigMap.',
    source: `${validation} validateConfigMapEnvSource`,
    fields: {
      name: 'The name of the ConfigMap.',
      optional: 'Whether the container may start without it.',
    },
  },
  SecretEnvSource: {
    doc: 'A whole Secret.',
    source: `${validation} validateSecretEnvSource`,
    fields: {
      name: 'The name of the Secret.',
      optional: 'Whether the container may start without it.',
    },
  },
};
