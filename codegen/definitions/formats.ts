/* Keywords of JSON Schema that several fields share. */

/** Source: kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateDNS1123Label */
export const dnsLabel = { pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 63 };

/** Source: kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateSecretName */
export const dnsSubdomain = {
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  maxLength: 253,
};

/** Of a user or a group. Source: kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateSecurityContext */
export const id = { minimum: 0, maximum: 2_147_483_647 };
