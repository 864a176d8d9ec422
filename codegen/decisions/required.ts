import type { RequiredField } from './decision.js';

const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

/** Required by the API, though the documents call them optional. */
export const required: readonly RequiredField[] = [
  { field: 'EphemeralContainer.image', source: `${validation} validateContainerCommon` },
  { field: 'ConfigMapKeySelector.name', source: `${validation} validateConfigMapKeySelector` },
  { field: 'SecretKeySelector.name', source: `${validation} validateSecretKeySelector` },
  { field: 'ConfigMapEnvSource.name', source: `${validation} validateConfigMapEnvSource` },
  { field: 'SecretEnvSource.name', source: `${validation} validateSecretEnvSource` },
];
