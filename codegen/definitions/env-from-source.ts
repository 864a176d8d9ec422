import { define } from './definition.js';

export const envFromSource = define('EnvFromSource', {
  source: [
    'kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateEnvFrom',
    'k8s.io/api v0.37 core/v1/types.go EnvFromSource',
  ],
  doc: 'A whole ConfigMap or Secret as environment variables: exactly one of the two.',
  rule: 'env-from#checkEnvFrom',
  union: { kind: 'exactlyOne', fields: ['configMapRef', 'secretRef'] },
  namespace: { name: 'envFrom', doc: 'Whole ConfigMaps and Secrets as environment variables.' },
  order: ['prefix', 'configMapRef', 'secretRef', '.'],
  fields: {
    prefix: { doc: 'Put in front of each key.' },
    configMapRef: {
      doc: 'A ConfigMap in the namespace of the Pod.',
      go: 'pointer',
      construct: { name: 'configMap', parameters: { name: 'configMap' }, doc: 'All keys of a ConfigMap.' },
    },
    secretRef: {
      doc: 'A Secret in the namespace of the Pod.',
      go: 'pointer',
      construct: { name: 'secret', parameters: { name: 'secret' }, doc: 'All keys of a Secret.' },
    },
  },
});
