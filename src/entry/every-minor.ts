/* What the entry of a minor exports whichever minor it is. */

export { adviseTarget, type TargetAdvice } from '../build/advise-target.js';
export type { CustomProfile, DebugEnv } from '../build/debug/flags.js';
export { DebugFlagsError, isDebugFlagsError } from '../build/debug/flags-error.js';
export type { MirroredFields, MirroredTarget, Omission } from '../build/mirror-target.js';
export type { DebugProfile } from '../build/profiles/profile.js';
export {
  addCapabilities,
  clearSecurityContext,
  disallowPrivilegeEscalation,
  disallowRoot,
  dropAllCapabilities,
  runPrivileged,
  useRuntimeDefaultSeccomp,
} from '../build/profiles/security-context.js';
export { type CauseReason, formatCause, type StatusCause } from '../core/cause.js';
export type { Forbidden } from '../core/forbidden.js';
export { InvalidEphemeralContainerError, isInvalidEphemeralContainerError } from '../core/invalid-error.js';
export { formatField, type Path } from '../core/path.js';
export type { NamedContainer, NamedVolume, Pod, PodMetadata, PodSpec, PodStatus } from '../core/pod.js';
export type { ValidationResult } from '../core/result.js';
export type { RuleId } from '../core/rule-id.js';
export type { Status, StatusDetails } from '../core/status.js';
export {
  evaluatePodSecurity,
  type PodSecurityLevel,
  type PodSecurityOptions,
  type PodSecurityResult,
  type PodSecurityVersion,
  type PodSecurityViolation,
  podSecurityVersions,
} from '../security/index.js';
export type { FieldValidation, ValidateListOptions, ValidateOptions } from '../validate/options.js';
export { type MinorVersion, parseMinor } from '../validate/parse-minor.js';
