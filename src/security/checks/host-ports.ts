import type { SecurityCheck, Violation } from '../check.js';
import type { PodView } from '../pod-view.js';
import { nameContainers, plural, sorted } from '../words.js';

function checkPod(pod: PodView): Violation | undefined {
  const bad = pod.containers.filter((container) => container.hostPorts.length > 0);
  if (bad.length === 0) return undefined;
  // sorted as text: 443 comes before 80
  const ports = sorted(bad.flatMap((container) => container.hostPorts.map(String)));
  const use = `${plural(bad.length, 'uses', 'use')} ${plural(ports.length, 'hostPort')}`;
  return { reason: 'hostPort', detail: `${nameContainers(bad)} ${use} ${ports.join(', ')}` };
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_hostPorts.go */
export const hostPorts: SecurityCheck = {
  id: 'hostPorts',
  level: 'baseline',
  revisions: [{ since: 0, checkPod }],
};
