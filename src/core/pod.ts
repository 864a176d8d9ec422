/**
 * What this library reads of a Pod. Structural and readonly, so that client-node's `V1Pod`, the
 * types of other libraries and `as const` literals all fit.
 */
export interface Pod {
  readonly metadata?: PodMetadata;
  readonly spec?: PodSpec;
  readonly status?: PodStatus;
}

export interface PodMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly annotations?: { readonly [name: string]: string };
  readonly deletionTimestamp?: unknown;
}

export interface PodSpec {
  readonly containers?: readonly NamedContainer[];
  readonly initContainers?: readonly NamedContainer[];
  readonly ephemeralContainers?: readonly NamedContainer[];
  readonly volumes?: readonly NamedVolume[];
  readonly securityContext?: object;
  readonly os?: { readonly name: string };
  readonly nodeName?: string;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly hostUsers?: boolean;
  readonly shareProcessNamespace?: boolean;
}

export interface NamedContainer {
  readonly name: string;
}

export interface NamedVolume {
  readonly name: string;
}

export interface PodStatus {
  readonly phase?: string;
  readonly reason?: string;
  readonly message?: string;
  /** Set by the kubelet when it takes the Pod up. */
  readonly startTime?: unknown;
  readonly conditions?: readonly object[];
  readonly containerStatuses?: readonly object[];
  readonly initContainerStatuses?: readonly object[];
  readonly ephemeralContainerStatuses?: readonly object[];
}
