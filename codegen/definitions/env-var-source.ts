import { define } from './definition.js';

export const envVarSource = define('EnvVarSource', {
  source: [
    'kubernetes v1.37 pkg/apis/core/validation/validation.go validateEnvVarValueFrom',
    'k8s.io/api v0.37 core/v1/types.go EnvVarSource',
  ],
  doc: 'Where the value of an environment variable comes from: exactly one of these.',
  union: {
    kind: 'exactlyOne',
    fields: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
  },
  namespace: { name: 'env', within: 'EnvVar.valueFrom' },
  order: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef', '.'],
  fields: {
    fieldRef: {
      doc: 'A field of the Pod.',
      go: 'pointer',
      construct: { name: 'fromField', doc: 'A variable with a field of the Pod, such as `status.podIP`.' },
    },
    resourceFieldRef: {
      doc: 'A resource limit or request of a container.',
      go: 'pointer',
      construct: {
        name: 'fromResource',
        doc: 'A variable with a limit or request of a container, such as `limits.cpu`.',
      },
    },
    configMapKeyRef: {
      doc: 'A key of a ConfigMap in the namespace of the Pod.',
      go: 'pointer',
      construct: {
        name: 'fromConfigMap',
        parameters: { name: 'configMap' },
        doc: 'A variable with a key of a ConfigMap.',
      },
    },
    secretKeyRef: {
      doc: 'A key of a Secret in the namespace of the Pod.',
      go: 'pointer',
      construct: {
        name: 'fromSecret',
        parameters: { name: 'secret' },
        doc: 'A variable with a key of a Secret.',
      },
    },
    fileKeyRef: {
      doc: 'A variable of an env file in an `emptyDir` volume of the Pod.',
      gate: {
        name: 'EnvFiles',
        enabled: '1.35',
        keptIfInUse: true,
        source: 'kubernetes v1.37 pkg/api/pod/util.go dropFileKeyRefInUse',
      },
      go: 'pointer',
      construct: {
        name: 'fromFile',
        parameters: { volumeName: 'volume' },
        doc: 'A variable with a variable of an env file in an `emptyDir` volume.',
      },
    },
  },
});
