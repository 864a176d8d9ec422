/** What the functions here read and write of a security context. */
export interface SecurityContextPart {
  allowPrivilegeEscalation?: boolean;
  capabilities?: { add?: string[]; drop?: string[] };
  privileged?: boolean;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seccompProfile?: { type: string };
}

/** A container as far as these functions care: those of all minors fit. */
export interface Securable {
  securityContext?: object;
}

function secure<Container extends Securable>(container: Container, part: SecurityContextPart): Container {
  return { ...container, securityContext: { ...container.securityContext, ...part } };
}

function capabilitiesOf(container: Securable): { add?: string[]; drop?: string[] } {
  const context: SecurityContextPart = container.securityContext ?? {};
  return context.capabilities ?? {};
}

/**
 * The container with no security context.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/profiles.go clearSecurityContext
 *
 * @example
 * ```ts
 * import { clearSecurityContext, ephemeralContainer } from 'ephemeral-containers';
 *
 * const container = clearSecurityContext(ephemeralContainer({ name: 'debugger', image: 'busybox' }));
 * ```
 */
export function clearSecurityContext<Container extends Securable>(container: Container): Container {
  const rest = { ...container };
  delete rest.securityContext;
  return rest;
}

/**
 * The container with these capabilities besides those that it adds already.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/profiles.go addCapability
 *
 * @example
 * ```ts
 * import { addCapabilities, ephemeralContainer } from 'ephemeral-containers';
 *
 * const tracer = addCapabilities(ephemeralContainer({ name: 'strace', image: 'busybox:1.36' }), 'SYS_PTRACE');
 * ```
 */
export function addCapabilities<Container extends Securable>(
  container: Container,
  ...names: readonly string[]
): Container {
  const capabilities = capabilitiesOf(container);
  return secure(container, {
    capabilities: { ...capabilities, add: [...(capabilities.add ?? []), ...names] },
  });
}

/**
 * The container without any capability, those that it added included.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/profiles.go dropCapabilities
 *
 * @example
 * ```ts
 * import { dropAllCapabilities, ephemeralContainer } from 'ephemeral-containers';
 *
 * const container = dropAllCapabilities(ephemeralContainer({ name: 'debugger', image: 'busybox' }));
 * ```
 */
export function dropAllCapabilities<Container extends Securable>(container: Container): Container {
  return secure(container, { capabilities: { drop: ['ALL'] } });
}

/**
 * The container, refused by the kubelet where it would run as root.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/profiles.go disallowRoot
 *
 * @example
 * ```ts
 * import { disallowRoot, ephemeralContainer } from 'ephemeral-containers';
 *
 * const container = disallowRoot(ephemeralContainer({ name: 'debugger', image: 'busybox' }));
 * ```
 */
export function disallowRoot<Container extends Securable>(container: Container): Container {
  return secure(container, { runAsNonRoot: true });
}

/**
 * The container, whose processes cannot gain more privileges than they start with.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/profiles.go disallowPrivilegeEscalation
 *
 * @example
 * ```ts
 * import { disallowPrivilegeEscalation, ephemeralContainer } from 'ephemeral-containers';
 *
 * const container = disallowPrivilegeEscalation(ephemeralContainer({ name: 'debugger', image: 'busybox' }));
 * ```
 */
export function disallowPrivilegeEscalation<Container extends Securable>(container: Container): Container {
  return secure(container, { allowPrivilegeEscalation: false });
}

/**
 * The container under the container runtime's own seccomp profile.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/profiles.go setSeccompProfile
 *
 * @example
 * ```ts
 * import { useRuntimeDefaultSeccomp, ephemeralContainer } from 'ephemeral-containers';
 *
 * const container = useRuntimeDefaultSeccomp(ephemeralContainer({ name: 'debugger', image: 'busybox' }));
 * ```
 */
export function useRuntimeDefaultSeccomp<Container extends Securable>(container: Container): Container {
  return secure(container, { seccompProfile: { type: 'RuntimeDefault' } });
}

/**
 * The container with all of the node's capabilities and devices.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/profiles.go setPrivileged
 *
 * @example
 * ```ts
 * import { runPrivileged, ephemeralContainer } from 'ephemeral-containers';
 *
 * const container = runPrivileged(ephemeralContainer({ name: 'debugger', image: 'busybox' }));
 * ```
 */
export function runPrivileged<Container extends Securable>(container: Container): Container {
  return secure(container, { privileged: true });
}
