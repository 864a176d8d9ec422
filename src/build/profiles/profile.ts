import { DebugFlagsError } from '../debug/flags-error.js';
import {
  addCapabilities,
  clearSecurityContext,
  disallowPrivilegeEscalation,
  disallowRoot,
  dropAllCapabilities,
  runPrivileged,
  type Securable,
  useRuntimeDefaultSeccomp,
} from './security-context.js';

/** The values of `kubectl debug --profile`. There is no `auto` in any release. */
export type DebugProfile = 'legacy' | 'general' | 'baseline' | 'restricted' | 'netadmin' | 'sysadmin';

/** The kubectl minor that first has the profile. */
const since = /*@__PURE__*/ new Map<string, number>([
  ['legacy', 0],
  ['general', 27],
  ['baseline', 27],
  ['restricted', 27],
  ['netadmin', 27],
  ['sysadmin', 30],
]);

/**
 * Source: kubectl v0.25 to v0.37 pkg/cmd/debug/profiles.go NewProfileApplier
 *
 * @param kubectl 34 for 1.34
 * @throws DebugFlagsError where that kubectl does not have the profile
 */
export function checkProfile(profile: string, kubectl: number): void {
  if (kubectl >= (since.get(profile) ?? Number.POSITIVE_INFINITY)) return;
  const known = [...since].filter(([, minor]) => minor <= kubectl).map(([name]) => name);
  const hint = `kubectl 1.${kubectl} knows ${known.join(', ')}`;
  throw new DebugFlagsError(`unknown profile: ${profile}`, ['profile'], hint);
}

/**
 * Applies a profile as the kubectl of this minor (34 for 1.34) does to an ephemeral container.
 *
 * Source: kubectl v0.25 to v0.37 pkg/cmd/debug/profiles.go, the Apply of each profile
 */
export function applyProfile<Container extends Securable>(
  container: Container,
  profile: string,
  kubectl: number,
): Container {
  if (profile === 'general') return addCapabilities(container, 'SYS_PTRACE');
  if (profile === 'baseline') return clearSecurityContext(container);
  if (profile === 'restricted') return restrict(container, kubectl);
  if (profile === 'netadmin') return administerNetwork(container, kubectl);
  if (profile === 'sysadmin') return runPrivileged(container);
  return container;
}

function restrict<Container extends Securable>(container: Container, kubectl: number): Container {
  const unprivileged = dropAllCapabilities(disallowRoot(clearSecurityContext(container)));
  // Pod Security's level of this name requires more than the first release of the profile set
  return kubectl < 28 ? unprivileged : useRuntimeDefaultSeccomp(disallowPrivilegeEscalation(unprivileged));
}

function administerNetwork<Container extends Securable>(container: Container, kubectl: number): Container {
  return kubectl < 29
    ? addCapabilities(container, 'NET_ADMIN')
    : addCapabilities(container, 'NET_ADMIN', 'NET_RAW');
}

/** Source: kubectl v0.35 and v0.36 pkg/cmd/debug/debug.go AddFlags */
export function defaultProfile(kubectl: number): DebugProfile {
  return kubectl >= 36 ? 'general' : 'legacy';
}
