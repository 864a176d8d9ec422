import type { Pod } from '../../core/pod.js';
import type { Securable, SecurityContextPart } from '../profiles/security-context.js';
import { isUser, isWindows, readSecurity } from './adapt-to-pod.js';

/**
 * What kubectl writes to its error output when the legacy profile is used, be it by default.
 *
 * Source: kubectl v0.32 and v0.36 pkg/cmd/debug/debug.go Validate
 */
export function warnOfLegacy(profile: string, kubectl: number): string[] {
  if (profile !== 'legacy' || kubectl < 32) return [];
  return [
    kubectl < 36
      ? '--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a profile, for example "--profile=general".'
      : '--profile=legacy is deprecated and planned to be removed in v1.39. It is recommended to specify other profile, for example "--profile=general".',
  ];
}

/**
 * What kubectl writes when the Pod's user makes the capabilities of the profile useless.
 *
 * Source: kubectl v0.33 pkg/cmd/debug/debug.go displayWarning
 */
export function warnOfNonRoot(container: Securable, pod: Pod | undefined, kubectl: number): string[] {
  const podUser = readSecurity(pod?.spec)['runAsUser'];
  if (kubectl < 33 || podUser === undefined || podUser === null || podUser === 0) return [];
  const { runAsUser, privileged, capabilities }: SecurityContextPart = container.securityContext ?? {};
  if (runAsUser === 0 || !(privileged || (capabilities?.add ?? []).length > 0)) return [];
  return [
    'Warning: Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".',
  ];
}

/**
 * Warnings that kubectl does not give: what keeps the container from having what its profile is for. A
 * container without a user of its own inherits that of the Pod.
 *
 * Source: kubernetes v1.37 pkg/securitycontext/util.go DetermineEffectiveSecurityContext,
 * pkg/kubelet/kuberuntime/security_context_others.go verifyRunAsNonRoot
 */
export function warnOfStart(container: Securable, profile: string, pod: Pod | undefined): string[] {
  if (isWindows(pod)) {
    const isReduced = profile !== 'legacy' && profile !== 'baseline';
    return isReduced ? [`profile ${profile} gives a Windows container none of its Linux settings`] : [];
  }
  const own: SecurityContextPart = container.securityContext ?? {};
  const inherited = readSecurity(pod?.spec);
  const user = own.runAsUser ?? inherited['runAsUser'];
  if ((own.runAsNonRoot ?? inherited['runAsNonRoot']) !== true || isUser(user)) return [];
  const where = own.runAsNonRoot === undefined ? ' for the Pod' : '';
  const cause =
    user === 0
      ? 'runAsUser is 0: the container does not start'
      : 'no runAsUser: the container does not start if its image runs as root';
  const orTarget = profile === 'restricted' ? ', or give a target that has one' : '';
  return [`runAsNonRoot is set${where} and ${cause}; set custom.securityContext.runAsUser${orTarget}`];
}
