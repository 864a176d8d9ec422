import type { FormatDecision } from './decision.js';

const label = { pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 };
const subdomain = {
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  maxLength: 253,
};
const id = { minimum: 0, maximum: 2_147_483_647 };

const subdomains = 'kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateSecretName';
const ids = 'kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateSecurityContext';

/** What every minor asks of a value, as JSON Schema can say it; the validator has rules for these. */
export const formats: readonly FormatDecision[] = [
  {
    field: 'EphemeralContainer.name',
    keywords: label,
    source: 'kubernetes v1.37 pkg/apis/core/validation/validation.go validateContainerCommon',
  },
  { field: 'ConfigMapKeySelector.name', keywords: subdomain, source: subdomains },
  { field: 'SecretKeySelector.name', keywords: subdomain, source: subdomains },
  { field: 'ConfigMapEnvSource.name', keywords: subdomain, source: subdomains },
  { field: 'SecretEnvSource.name', keywords: subdomain, source: subdomains },
  { field: 'SecurityContext.runAsUser', keywords: id, source: ids },
  { field: 'SecurityContext.runAsGroup', keywords: id, source: ids },
];
