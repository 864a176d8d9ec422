/**
 * How Go reads and writes one field of a container: `keep` says when it is written back.
 * `set` is a pointer (left out unless given), `filled` a plain value (left out where it is the zero
 * value, as `omitempty` says), `always` a field without `omitempty`. An `embedded` string stands in a
 * struct within the struct, where kubectl's reader of YAML does not see that it wants a string.
 */
export interface FieldShape {
  readonly type: 'string' | 'embedded' | 'boolean' | 'integer' | 'quantity' | 'object' | StructShape;
  readonly list: boolean;
  readonly keep: 'set' | 'filled' | 'always';
  /** The kubectl minor (34 for 1.34) that first knows the field, where not all with `--custom` do. */
  readonly since: number;
}

export interface StructShape {
  readonly [field: string]: FieldShape;
}

function shape(type: FieldShape['type'], keep: FieldShape['keep'], list = false, since = 0): FieldShape {
  return { type, keep, list, since };
}

const text = /*@__PURE__*/ shape('string', 'filled');
const textPointer = /*@__PURE__*/ shape('string', 'set');
const requiredText = /*@__PURE__*/ shape('string', 'always');
const texts = /*@__PURE__*/ shape('string', 'filled', true);
const flag = /*@__PURE__*/ shape('boolean', 'filled');
const flagPointer = /*@__PURE__*/ shape('boolean', 'set');
const number = /*@__PURE__*/ shape('integer', 'set');
const anyObject = /*@__PURE__*/ shape('object', 'set');
const anyObjects = /*@__PURE__*/ shape('object', 'filled', true);

const embeddedText = /*@__PURE__*/ shape('embedded', 'filled');

const reference: StructShape = { name: embeddedText, optional: flagPointer };
const keyReference: StructShape = { name: embeddedText, key: requiredText, optional: flagPointer };
const fileReference: StructShape = {
  volumeName: requiredText,
  path: requiredText,
  key: requiredText,
  optional: flagPointer,
};

const envVarSource: StructShape = {
  fieldRef: /*@__PURE__*/ shape({ apiVersion: text, fieldPath: requiredText }, 'set'),
  resourceFieldRef: /*@__PURE__*/ shape(
    { containerName: text, resource: requiredText, divisor: /*@__PURE__*/ shape('quantity', 'always') },
    'set',
  ),
  configMapKeyRef: /*@__PURE__*/ shape(keyReference, 'set'),
  secretKeyRef: /*@__PURE__*/ shape(keyReference, 'set'),
  fileKeyRef: /*@__PURE__*/ shape(fileReference, 'set', false, 34),
};

const volumeMount: StructShape = {
  name: requiredText,
  readOnly: flag,
  recursiveReadOnly: textPointer,
  mountPath: requiredText,
  subPath: text,
  mountPropagation: textPointer,
  subPathExpr: text,
  bindMountOptions: /*@__PURE__*/ shape('string', 'filled', true, 37),
};

const localProfile: StructShape = { type: requiredText, localhostProfile: textPointer };

const securityContext: StructShape = {
  capabilities: /*@__PURE__*/ shape({ add: texts, drop: texts }, 'set'),
  privileged: flagPointer,
  seLinuxOptions: /*@__PURE__*/ shape({ user: text, role: text, type: text, level: text }, 'set'),
  windowsOptions: /*@__PURE__*/ shape(
    {
      gmsaCredentialSpecName: textPointer,
      gmsaCredentialSpec: textPointer,
      runAsUserName: textPointer,
      hostProcess: flagPointer,
    },
    'set',
  ),
  runAsUser: number,
  runAsGroup: number,
  runAsNonRoot: flagPointer,
  readOnlyRootFilesystem: flagPointer,
  allowPrivilegeEscalation: flagPointer,
  procMount: textPointer,
  seccompProfile: /*@__PURE__*/ shape(localProfile, 'set'),
  appArmorProfile: /*@__PURE__*/ shape(localProfile, 'set'),
};

/**
 * A container as kubectl 1.31 and later decode the file of `--custom`. What no ephemeral container
 * can have is any `object`: it is refused, whatever is in it.
 *
 * Source: kubernetes v1.37 api core/v1/types.go Container and the types in it
 */
export const customShape: StructShape = {
  name: text,
  image: text,
  command: texts,
  args: texts,
  workingDir: text,
  ports: anyObjects,
  envFrom: /*@__PURE__*/ shape(
    {
      prefix: text,
      configMapRef: /*@__PURE__*/ shape(reference, 'set'),
      secretRef: /*@__PURE__*/ shape(reference, 'set'),
    },
    'filled',
    true,
  ),
  env: /*@__PURE__*/ shape(
    { name: requiredText, value: text, valueFrom: /*@__PURE__*/ shape(envVarSource, 'set') },
    'filled',
    true,
  ),
  resources: /*@__PURE__*/ shape('object', 'filled'),
  resizePolicy: anyObjects,
  restartPolicy: textPointer,
  restartPolicyRules: /*@__PURE__*/ shape('object', 'filled', true, 34),
  volumeMounts: /*@__PURE__*/ shape(volumeMount, 'filled', true),
  volumeDevices: anyObjects,
  livenessProbe: anyObject,
  readinessProbe: anyObject,
  startupProbe: anyObject,
  lifecycle: anyObject,
  terminationMessagePath: text,
  terminationMessagePolicy: text,
  imagePullPolicy: text,
  securityContext: /*@__PURE__*/ shape(securityContext, 'set'),
  stdin: flag,
  stdinOnce: flag,
  tty: flag,
};
