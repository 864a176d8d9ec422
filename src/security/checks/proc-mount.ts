import { exemptUserNamespace, type SecurityCheck, type Violation } from '../check.js';
import type { ContainerView, PodView } from '../pod-view.js';
import { joinQuoted, nameContainers, sorted } from '../words.js';

/** Shared with the restricted level, which does not exempt user namespaces. */
export function checkProcMount(pod: PodView): Violation | undefined {
  const bad = pod.containers.filter((container) => forbidden(container).length > 0);
  if (bad.length === 0) return undefined;
  const types = joinQuoted(sorted(bad.flatMap(forbidden)));
  return {
    reason: 'procMount',
    detail: `${nameContainers(bad)} must not set securityContext.procMount to ${types}`,
  };
}

function forbidden(container: ContainerView): string[] {
  const type = container.securityContext['procMount'];
  return typeof type === 'string' && type !== 'Default' ? [type] : [];
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_procMount_baseline.go */
export const procMount: SecurityCheck = {
  id: 'procMount',
  level: 'baseline',
  revisions: [
    { since: 0, checkPod: checkProcMount },
    { since: 35, checkPod: /*@__PURE__*/ exemptUserNamespace(checkProcMount) },
  ],
};
