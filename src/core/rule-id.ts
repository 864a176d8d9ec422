/** What the API server wants of a container; the documentation of each says what its rule is about. */
type ServerRule =
  /** `privileged` where kube-apiserver runs with `--allow-privileged=false`. */
  | 'allow-privileged'
  /** An AppArmor annotation of a Pod names a container that it has not. */
  | 'annotation'
  /** `securityContext.appArmorProfile`: which of its fields belong together. */
  | 'app-armor-profile'
  /** An ephemeral container that is there was changed or removed. */
  | 'append-only'
  /** The options of a bind mount. */
  | 'bind-mount-options'
  /** The key of a ConfigMap or a Secret. */
  | 'config-key'
  /** `volumeDevices[].devicePath`. */
  | 'device-path'
  /** The name of a container. */
  | 'dns-label'
  /** The name of a ConfigMap or a Secret. */
  | 'dns-subdomain'
  /** A value that is none of an enumeration's. */
  | 'enum'
  /** The name or prefix of an environment variable. */
  | 'env-name'
  /** `env[].valueFrom` and `envFrom[]`: one source, and none beside a value. */
  | 'env-source'
  /** `env[].valueFrom.fieldRef`. */
  | 'field-ref'
  /** A variable that is read from a file of a volume. */
  | 'file-key-ref'
  /** A field that no ephemeral container may have. */
  | 'forbidden-field'
  /** `securityContext.windowsOptions.gmsaCredentialSpec`. */
  | 'gmsa-credential-spec'
  /** Windows `hostProcess` in all containers of a Pod or in none, with the host's network. */
  | 'host-process'
  /** What a Pod with `hostUsers: false` may not have. */
  | 'host-users'
  /** An image there has to be, without whitespace around it. */
  | 'image'
  /** A path inside a volume or a folder of the node: relative, without `..`. */
  | 'local-path'
  /** A mirror Pod, which the kubelet made of a file. */
  | 'mirror-pod'
  /** `volumeMounts[].mountPath`. */
  | 'mount-path'
  /** `volumeMounts[].mountPropagation` of a container that is not privileged. */
  | 'mount-propagation'
  /** What a Pod of the other operating system may not have. */
  | 'operating-system'
  /** `allowPrivilegeEscalation: false` beside what escalates. */
  | 'privilege-escalation'
  /** `securityContext.procMount`. */
  | 'proc-mount'
  /** The key of a label or an annotation. */
  | 'qualified-name'
  /** `volumeMounts[].recursiveReadOnly`. */
  | 'recursive-read-only'
  /** `resizePolicy[]`. */
  | 'resize-policy'
  /** `env[].valueFrom.resourceFieldRef`. */
  | 'resource-field-ref'
  /** Huge pages without cpu or memory. */
  | 'resources'
  /** `securityContext.seccompProfile`: which of its fields belong together. */
  | 'seccomp-profile'
  /** `volumeMounts[].subPath` beside `subPathExpr`. */
  | 'sub-path'
  /** `targetContainerName` names no container of the Pod. */
  | 'target-container'
  /** Two containers of a Pod have the same name. */
  | 'unique-name'
  /** The number of a user or a group. */
  | 'user-id'
  /** A mount or a device names no volume of the Pod, or one of the wrong kind. */
  | 'volume'
  /** `securityContext.windowsOptions.runAsUserName`. */
  | 'windows-user-name';

/** How a value was read: what the server says before it looks at what it means. */
type ReadingRule =
  /** A field whose feature is off: the server drops it. */
  | 'dropped-field'
  /** A field that the minor does not have. */
  | 'unknown-field'
  /** A value of a type that the field cannot have. */
  | 'wrong-type';

/** What `validateText` says of a text, and of a Pod that is to be created. */
type TextRule =
  /** A key that is there twice. */
  | 'duplicate-field'
  /** A Pod cannot be created with ephemeral containers. */
  | 'set-on-create';

/** Which rule a cause is of. A new rule of a Kubernetes minor is a new member in a minor release. */
export type RuleId =
  | ServerRule
  | ReadingRule
  | TextRule
  /** What an API server answered, which names no rules. */
  | 'server';
