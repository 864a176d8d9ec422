import { define } from './definition.js';
import { dnsSubdomain } from './formats.js';

const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

export const configMapEnvSource = define('ConfigMapEnvSource', {
  source: [
    `${validation} validateConfigMapEnvSource`,
    'k8s.io/api v0.37 core/v1/types.go ConfigMapEnvSource',
  ],
  doc: 'A whole ConfigMap.',
  rule: 'env-source-name#checkEnvSourceName',
  fields: {
    name: {
      doc: 'The name of the ConfigMap.',
      source: `${validation} ValidateSecretName`,
      required: true,
      go: 'embedded',
      format: dnsSubdomain,
    },
    optional: { doc: 'Whether the container may start without it.', go: 'pointer' },
  },
});
