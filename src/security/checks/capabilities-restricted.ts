import { exemptWindows, type SecurityCheck, type Violation } from '../check.js';
import { type ContainerView, list, member, type PodView, text } from '../pod-view.js';
import { joinQuoted, nameContainers, sorted } from '../words.js';

function checkPod(pod: PodView): Violation | undefined {
  const keeping = pod.containers.filter((container) => !capabilities(container, 'drop').includes('ALL'));
  const adding = pod.containers.filter((container) => forbidden(container).length > 0);
  const details: string[] = [];
  if (keeping.length > 0) {
    details.push(`${nameContainers(keeping)} must set securityContext.capabilities.drop=["ALL"]`);
  }
  if (adding.length > 0) {
    const names = joinQuoted(sorted(adding.flatMap(forbidden)));
    details.push(`${nameContainers(adding)} must not include ${names} in securityContext.capabilities.add`);
  }
  if (details.length === 0) return undefined;
  return { reason: 'unrestricted capabilities', detail: details.join('; ') };
}

function forbidden(container: ContainerView): string[] {
  return capabilities(container, 'add').filter((capability) => capability !== 'NET_BIND_SERVICE');
}

function capabilities(container: ContainerView, key: 'add' | 'drop'): string[] {
  return list(member(container.securityContext['capabilities'], key)).map(text);
}

const overrides = ['capabilities_baseline'];

/** Source: kubernetes v1.37 pod-security-admission policy/check_capabilities_restricted.go */
export const capabilitiesRestricted: SecurityCheck = {
  id: 'capabilities_restricted',
  level: 'restricted',
  revisions: [
    { since: 22, checkPod, overrides },
    { since: 25, checkPod: /*@__PURE__*/ exemptWindows(checkPod), overrides },
  ],
};
