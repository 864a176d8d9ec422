export {
  evaluatePodSecurity,
  type PodSecurityOptions,
  type PodSecurityResult,
  type PodSecurityViolation,
} from './evaluate.js';
export { type PodSecurityLevel, type PodSecurityVersion, podSecurityVersions } from './versions.js';
