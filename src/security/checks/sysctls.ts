import type { CheckPod, SecurityCheck } from '../check.js';
import { list, member, text } from '../pod-view.js';

/** Every allowed name with the first policy version that allows it. */
const allowed: readonly (readonly [name: string, since: number])[] = [
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_slow_start_after_idle', 37],
  ['net.ipv4.tcp_notsent_lowat', 37],
];

function checkAsOf(version: number): CheckPod {
  return (pod) => {
    const names = list(pod.securityContext['sysctls']).map((sysctl) => text(member(sysctl, 'name')));
    const bad = names.filter((name) => !allowed.some(([known, since]) => known === name && since <= version));
    return bad.length === 0 ? undefined : { reason: 'forbidden sysctls', detail: bad.join(', ') };
  };
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_sysctls.go */
export const sysctls: SecurityCheck = {
  id: 'sysctls',
  level: 'baseline',
  revisions: /*@__PURE__*/ [0, 27, 29, 32, 37].map((since) => ({ since, checkPod: checkAsOf(since) })),
};
