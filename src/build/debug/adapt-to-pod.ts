import { isObject, type JsonObject } from '../../core/json.js';
import type { Pod } from '../../core/pod.js';
import { listContainers } from '../list-containers.js';
import type { Securable, SecurityContextPart } from '../profiles/security-context.js';

/** What the API server refuses in a container of a Pod whose `spec.os.name` is windows. */
const linuxOnly = ['allowPrivilegeEscalation', 'capabilities', 'privileged', 'seccompProfile'];

export function isWindows(pod: Pod | undefined): boolean {
  return pod?.spec?.os?.name === 'windows';
}

/**
 * Takes what a profile set for Linux only off the container of a Windows Pod.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateWindows
 */
export function leaveOutLinuxFields<Container extends Securable>(container: Container): Container {
  const entries = Object.entries(container.securityContext ?? {}).filter(([key]) => !linuxOnly.includes(key));
  const adapted = { ...container };
  if (entries.length > 0) adapted.securityContext = Object.fromEntries(entries);
  else delete adapted.securityContext;
  return adapted;
}

/**
 * The target's own `runAsUser`, for a container that must not run as root and has no user. The Pod's
 * `runAsUser` is inherited and is not copied.
 *
 * Source: kubernetes v1.34 pkg/kubelet/kuberuntime/security_context_others.go verifyRunAsNonRoot
 */
export function findTargetUser(
  container: Securable,
  pod: Pod | undefined,
  target: string,
): number | undefined {
  const { runAsNonRoot, runAsUser }: SecurityContextPart = container.securityContext ?? {};
  if (runAsNonRoot !== true || runAsUser !== undefined || isUser(readSecurity(pod?.spec)['runAsUser']))
    return undefined;
  const targets = listContainers(pod, ['containers', 'initContainers']);
  const user = readSecurity(targets.find(({ name }) => name === target))['runAsUser'];
  return isUser(user) ? user : undefined;
}

/** The security context of a container, or of a Pod's spec. */
export function readSecurity(owner: unknown): JsonObject {
  return isObject(owner) && isObject(owner['securityContext']) ? owner['securityContext'] : {};
}

/** Whether this is a user who is not root. */
export function isUser(user: unknown): user is number {
  return typeof user === 'number' && user !== 0;
}
