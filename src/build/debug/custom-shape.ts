/**
 * How Go reads and writes one field of a container: `keep` says when it is written back.
 * `set` is a pointer (left out unless given), `filled` a plain value (left out where it is the zero
 * value, as `omitempty` says), `always` a field without `omitempty`.
 */
export interface FieldShape {
  readonly type: 'string' | 'boolean' | 'integer' | 'quantity' | 'anything' | StructShape;
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
const anything = /*@__PURE__*/ shape('anything', 'set');
const anyFilled = /*@__PURE__*/ shape('anything', 'filled');

const reference: StructShape = { name: text, optional: flagPointer };
const keyReference: StructShape = { name: text, key: requiredText, optional: flagPointer };
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
 * can have is `anything`: it is refused, whatever is in it.
 *
 * Source: kubernetes v1.37 api core/v1/types.go Container and the types in it
 */
export const customShape: StructShape = {
  name: text,
  image: text,
  command: texts,
  args: texts,
  workingDir: text,
  ports: anyFilled,
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
  resources: anyFilled,
  resizePolicy: anyFilled,
  restartPolicy: anything,
  restartPolicyRules: /*@__PURE__*/ shape('anything', 'filled', false, 34),
  volumeMounts: /*@__PURE__*/ shape(volumeMount, 'filled', true),
  volumeDevices: anyFilled,
  livenessProbe: anything,
  readinessProbe: anything,
  startupProbe: anything,
  lifecycle: anything,
  terminationMessagePath: text,
  terminationMessagePolicy: text,
  imagePullPolicy: text,
  securityContext: /*@__PURE__*/ shape(securityContext, 'set'),
  stdin: flag,
  stdinOnce: flag,
  tty: flag,
};
