import type { SecurityCheck, Violation } from '../check.js';
import type { PodView } from '../pod-view.js';

const namespaces = ['hostNetwork', 'hostPID', 'hostIPC'];

function checkPod(pod: PodView): Violation | undefined {
  const shared = namespaces.filter((name) => pod.spec[name] === true).map((name) => `${name}=true`);
  return shared.length === 0 ? undefined : { reason: 'host namespaces', detail: shared.join(', ') };
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_hostNamespaces.go */
export const hostNamespaces: SecurityCheck = {
  id: 'hostNamespaces',
  level: 'baseline',
  revisions: [{ since: 0, checkPod }],
};
