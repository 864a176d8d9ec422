import type { UnionDecision } from './decision.js';

const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

/** The documents know the discriminated ones (`x-kubernetes-unions`), which must agree; not the rest. */
export const unions: readonly UnionDecision[] = [
  {
    type: 'EnvVar',
    union: { kind: 'atMostOne', fields: ['value', 'valueFrom'] },
    source: `${validation} validateEnvVarValueFrom`,
  },
  {
    type: 'EnvVarSource',
    union: {
      kind: 'exactlyOne',
      fields: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
    },
    source: `${validation} validateEnvVarValueFrom`,
  },
  {
    type: 'EnvFromSource',
    union: { kind: 'exactlyOne', fields: ['configMapRef', 'secretRef'] },
    source: `${validation} ValidateEnvFrom`,
  },
  {
    type: 'SeccompProfile',
    union: {
      kind: 'discriminated',
      discriminator: 'type',
      field: 'localhostProfile',
      values: ['Localhost'],
    },
    source: `${validation} validateSeccompProfileField`,
  },
  {
    type: 'AppArmorProfile',
    union: {
      kind: 'discriminated',
      discriminator: 'type',
      field: 'localhostProfile',
      values: ['Localhost'],
    },
    source: `${validation} ValidateAppArmorProfileField`,
  },
];
