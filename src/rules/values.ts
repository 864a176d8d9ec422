/**
 * The fields that rules read, as they arrive: the JSON types are right by then, and anything may be
 * absent or null, which the server takes for absent.
 */
type Maybe<Value> = Value | null | undefined;

export interface ContainerValue {
  readonly name?: Maybe<string>;
  readonly image?: Maybe<string>;
  readonly targetContainerName?: Maybe<string>;
  readonly env?: Maybe<readonly Maybe<EnvVarValue>[]>;
  readonly volumeMounts?: Maybe<readonly Maybe<VolumeMountValue>[]>;
  readonly volumeDevices?: Maybe<readonly Maybe<VolumeDeviceValue>[]>;
  readonly securityContext?: Maybe<SecurityContextValue>;
  readonly resizePolicy?: Maybe<readonly Maybe<ResizePolicyValue>[]>;
}

export interface EnvVarValue {
  readonly name?: Maybe<string>;
  readonly value?: Maybe<string>;
  readonly valueFrom?: Maybe<EnvVarSourceValue>;
}

export interface EnvVarSourceValue {
  readonly fieldRef?: Maybe<FieldRefValue>;
  readonly resourceFieldRef?: Maybe<ResourceFieldRefValue>;
  readonly configMapKeyRef?: Maybe<KeyRefValue>;
  readonly secretKeyRef?: Maybe<KeyRefValue>;
  readonly fileKeyRef?: Maybe<FileKeyRefValue>;
}

export interface FieldRefValue {
  readonly apiVersion?: Maybe<string>;
  readonly fieldPath?: Maybe<string>;
}

export interface ResourceFieldRefValue {
  readonly resource?: Maybe<string>;
  readonly divisor?: Maybe<string | number>;
}

export interface KeyRefValue {
  readonly name?: Maybe<string>;
  readonly key?: Maybe<string>;
}

export interface FileKeyRefValue {
  readonly volumeName?: Maybe<string>;
  readonly path?: Maybe<string>;
  readonly key?: Maybe<string>;
}

export interface EnvFromValue {
  readonly prefix?: Maybe<string>;
  readonly configMapRef?: Maybe<{ readonly name?: Maybe<string> }>;
  readonly secretRef?: Maybe<{ readonly name?: Maybe<string> }>;
}

export interface VolumeMountValue {
  readonly name?: Maybe<string>;
  readonly mountPath?: Maybe<string>;
  readonly readOnly?: Maybe<boolean>;
  readonly subPath?: Maybe<string>;
  readonly subPathExpr?: Maybe<string>;
  readonly mountPropagation?: Maybe<string>;
  readonly recursiveReadOnly?: Maybe<string>;
  readonly bindMountOptions?: Maybe<readonly Maybe<string>[]>;
}

export interface VolumeDeviceValue {
  readonly name?: Maybe<string>;
  readonly devicePath?: Maybe<string>;
}

export interface ResizePolicyValue {
  readonly resourceName?: Maybe<string>;
  readonly restartPolicy?: Maybe<string>;
}

export interface SecurityContextValue {
  readonly allowPrivilegeEscalation?: Maybe<boolean>;
  readonly privileged?: Maybe<boolean>;
  readonly runAsUser?: Maybe<number>;
  readonly runAsGroup?: Maybe<number>;
  readonly procMount?: Maybe<string>;
  readonly capabilities?: Maybe<{ readonly add?: Maybe<readonly Maybe<string>[]> }>;
  readonly windowsOptions?: Maybe<WindowsOptionsValue>;
}

export interface ProfileValue {
  readonly type?: Maybe<string>;
  readonly localhostProfile?: Maybe<string>;
}

export interface WindowsOptionsValue {
  readonly gmsaCredentialSpecName?: Maybe<string>;
  readonly gmsaCredentialSpec?: Maybe<string>;
  readonly runAsUserName?: Maybe<string>;
  readonly hostProcess?: Maybe<boolean>;
}
