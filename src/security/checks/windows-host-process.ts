import type { JsonObject } from '../../core/json.js';
import type { SecurityCheck, Violation } from '../check.js';
import { member, type PodView } from '../pod-view.js';
import { nameSetters } from '../words.js';

function checkPod(pod: PodView): Violation | undefined {
  const bad = pod.containers.filter((container) => isHostProcess(container.securityContext));
  const setters = nameSetters(isHostProcess(pod.securityContext), bad);
  if (setters.length === 0) return undefined;
  return {
    reason: 'hostProcess',
    detail: `${setters.join(' and ')} must not set securityContext.windowsOptions.hostProcess=true`,
  };
}

function isHostProcess(securityContext: JsonObject): boolean {
  return member(securityContext['windowsOptions'], 'hostProcess') === true;
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_windowsHostProcess.go */
export const windowsHostProcess: SecurityCheck = {
  id: 'windowsHostProcess',
  level: 'baseline',
  revisions: [{ since: 0, checkPod }],
};
