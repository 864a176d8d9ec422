import { define } from './definition.js';
import { fieldPath } from './formats.js';

export const objectFieldSelector = define('ObjectFieldSelector', {
  source: 'kubernetes v1.37 pkg/apis/core/validation/validation.go validateObjectFieldSelector',
  doc: 'A field of the Pod.',
  rule: 'field-ref#checkFieldRef',
  fields: {
    fieldPath: {
      accept: 'isEnvFieldPath',
      doc: "Such as `metadata.name`, `metadata.labels['app']`, `spec.nodeName` or `status.podIP`.",
      format: fieldPath,
    },
    apiVersion: {
      accept: 'isV1',
      doc: 'The version of the API that the path is written for.',
      source: 'kubernetes v1.37 pkg/apis/core/v1/defaults.go SetDefaults_ObjectFieldSelector',
      default: 'v1',
    },
  },
});
