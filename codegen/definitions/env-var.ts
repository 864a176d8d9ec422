import { define } from './definition.js';

const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

export const envVar = define('EnvVar', {
  source: [
    `${validation} ValidateEnv`,
    `${validation} validateEnvVarValueFrom`,
    'k8s.io/api v0.37 core/v1/types.go EnvVar',
  ],
  doc: 'One environment variable: a literal `value`, or `valueFrom` somewhere else.',
  rule: 'env-var#checkEnvVar',
  union: {
    kind: 'atMostOne',
    fields: ['value', 'valueFrom'],
    refused: {
      field: 'valueFrom',
      as: 'EnvVarSourceFieldRef',
      why: 'may not be specified when `value` is not empty',
    },
  },
  namespace: { name: 'env', doc: 'Environment variables, one function per source.' },
  order: ['name', 'valueFrom'],
  fields: {
    name: { accept: 'isEnvName', doc: 'The name of the variable.' },
    value: {
      accept: true,
      doc: 'Its value. `$(NAME)` refers to an earlier variable, `$$` is a dollar sign.',
      construct: { name: 'value', doc: 'A variable with this value.' },
    },
    valueFrom: { accept: true, doc: 'Where its value comes from.', go: 'pointer' },
  },
});
