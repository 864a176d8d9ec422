/** API objects as the server keeps them: what it reads is typed, the rest passes through. */
export interface ApiObject {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  managedFields?: ManagedFields[];
  [field: string]: unknown;
}

export interface ManagedFields {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  /** Not there where an apply changed nothing. */
  time?: string;
  fieldsType: 'FieldsV1';
  fieldsV1: object;
  subresource?: string;
}

export interface PodObject extends ApiObject {
  spec: PodSpecObject;
  status: PodStatusObject;
}

export interface PodSpecObject {
  containers: ContainerObject[];
  initContainers?: ContainerObject[];
  ephemeralContainers?: ContainerObject[];
  nodeName?: string;
  [field: string]: unknown;
}

export interface ContainerObject {
  name: string;
  image?: string;
  command?: string[];
  args?: string[];
  workingDir?: string;
  imagePullPolicy?: string;
  env?: { name: string; value?: string }[];
  stdin?: boolean;
  stdinOnce?: boolean;
  tty?: boolean;
  targetContainerName?: string;
  securityContext?: { runAsUser?: number; runAsNonRoot?: boolean };
  [field: string]: unknown;
}

export interface PodStatusObject {
  phase?: string;
  containerStatuses?: ContainerStatusObject[];
  initContainerStatuses?: ContainerStatusObject[];
  ephemeralContainerStatuses?: ContainerStatusObject[];
  [field: string]: unknown;
}

export interface ContainerStatusObject {
  name: string;
  image: string;
  imageID: string;
  containerID?: string;
  ready: boolean;
  restartCount: number;
  state: ContainerStateObject;
  lastState: ContainerStateObject;
  [field: string]: unknown;
}

export interface ContainerStateObject {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: {
    exitCode: number;
    signal?: number;
    reason: string;
    message?: string;
    startedAt: string | null;
    finishedAt: string | null;
    containerID?: string;
  };
}

/** What a caller may give for a Pod: at least a name and one container. */
export interface PodInput {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
    readonly ownerReferences?: readonly object[];
    readonly uid?: string;
    readonly creationTimestamp?: string | Date;
    readonly deletionTimestamp?: string | Date;
    readonly deletionGracePeriodSeconds?: number;
    readonly generation?: number;
  };
  readonly spec?: object;
  readonly status?: object;
}
