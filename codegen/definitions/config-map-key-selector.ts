import { define } from './definition.js';
import { dnsSubdomain } from './formats.js';

const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

export const configMapKeySelector = define('ConfigMapKeySelector', {
  source: [
    `${validation} validateConfigMapKeySelector`,
    'k8s.io/api v0.37 core/v1/types.go ConfigMapKeySelector',
  ],
  doc: 'A key of a ConfigMap.',
  rule: 'key-ref#checkKeyRef',
  fields: {
    name: {
      accept: 'isDnsSubdomain',
      doc: 'The name of the ConfigMap.',
      source: `${validation} ValidateSecretName`,
      required: true,
      go: 'embedded',
      format: dnsSubdomain,
    },
    key: { accept: 'isConfigKey', doc: 'The key in it.' },
    optional: { accept: true, doc: 'Whether the container may start without it.', go: 'pointer' },
  },
});
