import type { Pod } from '../../core/pod.js';
import type { Securable, SecurityContextPart } from '../profiles/security-context.js';
import { readUser } from './adapt-to-pod.js';

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
  const podUser = readUser(pod?.spec);
  if (kubectl < 33 || podUser === undefined || podUser === null || podUser === 0) return [];
  const { runAsUser, privileged, capabilities }: SecurityContextPart = container.securityContext ?? {};
  if (runAsUser === 0 || !(privileged || (capabilities?.add ?? []).length > 0)) return [];
  return [
    'Warning: Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".',
  ];
}
