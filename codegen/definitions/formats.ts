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

const space = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** No blank at either end. Source: kubernetes v1.37 pkg/apis/core/validation/validation.go validateContainerCommon; go unicode.IsSpace */
export const trimmed = { pattern: `^[^${space}](?:[\\s\\S]*[^${space}])?$` };

/**
 * A field that a variable can hold, `spec.host` being the old name of one. What a key may be differs
 * between minors.
 *
 * Source: kubernetes v1.37 pkg/apis/core/validation/validation.go validEnvDownwardAPIFieldPathExpressions,
 * pkg/apis/core/pods/helpers.go ConvertDownwardAPIFieldLabel
 */
export const fieldPath = {
  pattern: [
    '^(?:metadata\\.(?:name|namespace|uid)',
    'spec\\.(?:nodeName|serviceAccountName|host)',
    'status\\.(?:hostIPs?|podIPs?)',
    "metadata\\.(?:labels|annotations)\\['[-A-Za-z0-9_./]+'\\])$",
  ].join('|'),
};

/**
 * A user of Windows, with a domain before a backslash or without; lengths in bytes are at least those
 * in characters.
 *
 * Source: kubernetes v1.37 pkg/apis/core/validation/validation.go validateWindowsSecurityContextOptions
 */
export const windowsUserName = {
  pattern:
    '^(?:[^\\\\\\u0000-\\u001f\\u007f]{1,255}\\\\)?(?![. ]+$)[^"/\\\\:;|=,+*?<>@\\[\\]\\u0000-\\u001f\\u007f]{1,104}$',
};
