import { define } from './definition.js';

export const resourceFieldSelector = define('ResourceFieldSelector', {
  source: 'kubernetes v1.37 pkg/apis/core/validation/validation.go validateContainerResourceFieldSelector',
  doc: 'A resource limit or request of a container.',
  rule: 'resource-field-ref#checkResourceFieldRef',
  fields: {
    resource: { doc: 'Such as `limits.cpu` or `requests.memory`.' },
    containerName: { doc: 'The container that it is about; the container itself if absent.' },
    divisor: {
      doc: 'The unit to count in, such as `1m` for CPU or `1Mi` for memory.',
      source:
        'k8s.io/api v0.37 core/v1/types.go ResourceFieldSelector (a quantity by value is always written)',
      default: '0',
    },
  },
});
