import {
  evaluatePodSecurity,
  type PodSecurityLevel,
  type PodSecurityVersion,
} from '../../src/security/index.js';

/** A container that passes the restricted level. */
export const good = {
  name: 'app',
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

export function findings(
  pod: object,
  level: PodSecurityLevel = 'baseline',
  version: PodSecurityVersion = 'latest',
): { readonly [check: string]: string } {
  const { violations } = evaluatePodSecurity(pod as never, { level, version });
  return Object.fromEntries(violations.map(({ check, reason, detail }) => [check, `${reason} (${detail})`]));
}

export function withContext(name: string, securityContext: object) {
  return { name, securityContext: { ...good.securityContext, ...securityContext } };
}
