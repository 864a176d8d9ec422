import type { SecurityCheck, Violation } from '../check.js';
import { type ContainerView, list, member, type PodView, text } from '../pod-view.js';
import { joinQuoted, nameContainers, sorted } from '../words.js';

const allowed: readonly string[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

function checkPod(pod: PodView): Violation | undefined {
  const bad = pod.containers.filter((container) => forbidden(container).length > 0);
  if (bad.length === 0) return undefined;
  const names = joinQuoted(sorted(bad.flatMap(forbidden)));
  return {
    reason: 'non-default capabilities',
    detail: `${nameContainers(bad)} must not include ${names} in securityContext.capabilities.add`,
  };
}

function forbidden(container: ContainerView): string[] {
  const added = list(member(container.securityContext['capabilities'], 'add')).map(text);
  return added.filter((capability) => !allowed.includes(capability));
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_capabilities_baseline.go */
export const capabilitiesBaseline: SecurityCheck = {
  id: 'capabilities_baseline',
  level: 'baseline',
  revisions: [{ since: 0, checkPod }],
};
