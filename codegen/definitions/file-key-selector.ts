import { define } from './definition.js';

export const fileKeySelector = define('FileKeySelector', {
  source: [
    'kubernetes v1.37 pkg/apis/core/validation/validation.go validateFileKeySelector',
    'k8s.io/api v0.37 core/v1/types.go FileKeySelector',
  ],
  doc: 'A variable of an env file in a volume of the Pod.',
  rule: 'file-key-ref#checkFileKeyRef',
  fields: {
    volumeName: { doc: 'The name of an `emptyDir` volume of the Pod.' },
    path: { doc: 'The file, relative to the root of the volume.' },
    key: { doc: 'The name of the variable in the file.' },
    optional: {
      doc: 'Whether the container may start without it.',
      source: 'k8s.io/api v0.37 core/v1/types.go FileKeySelector (+default=false)',
      default: false,
      go: 'pointer',
    },
  },
});
