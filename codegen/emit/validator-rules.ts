import type { TypeModel } from '../model/model.js';

/** A function of `src/rules`, and what it judges: a value of a type, or one field of it. */
export interface RuleCall {
  readonly type: string;
  readonly field?: string;
  readonly name: string;
  readonly module: string;
}

const calls: readonly RuleCall[] = [
  { type: 'EphemeralContainer', name: 'checkContainer', module: 'container' },
  { type: 'EphemeralContainer', field: 'resizePolicy', name: 'checkResizePolicies', module: 'resize-policy' },
  { type: 'ResourceRequirements', name: 'checkResources', module: 'resources' },
  { type: 'EnvVar', name: 'checkEnvVar', module: 'env' },
  { type: 'ObjectFieldSelector', name: 'checkFieldRef', module: 'field-ref' },
  { type: 'ResourceFieldSelector', name: 'checkResourceFieldRef', module: 'resource-field-ref' },
  { type: 'ConfigMapKeySelector', name: 'checkKeyRef', module: 'env' },
  { type: 'SecretKeySelector', name: 'checkKeyRef', module: 'env' },
  { type: 'FileKeySelector', name: 'checkFileKeyRef', module: 'file-key-ref' },
  { type: 'EnvFromSource', name: 'checkEnvFrom', module: 'env' },
  { type: 'ConfigMapEnvSource', name: 'checkEnvSourceName', module: 'env' },
  { type: 'SecretEnvSource', name: 'checkEnvSourceName', module: 'env' },
  { type: 'SecurityContext', name: 'checkSecurityContext', module: 'security-context' },
  { type: 'SeccompProfile', name: 'checkSeccompProfile', module: 'profiles' },
  { type: 'AppArmorProfile', name: 'checkAppArmorProfile', module: 'profiles' },
  { type: 'WindowsSecurityContextOptions', name: 'checkWindowsOptions', module: 'windows-options' },
];

/**
 * The rules of a type, the type's own and its fields'.
 *
 * @throws Error where a rule names a type or field that is not in the model.
 */
export function rulesOf(type: TypeModel): readonly RuleCall[] {
  const own = calls.filter((call) => call.type === type.name);
  const stray = own.find(
    (call) => call.field !== undefined && !type.fields.some(({ name }) => name === call.field),
  );
  if (stray !== undefined) {
    throw new Error(
      `${type.name}.${stray.field} is not in any document: see codegen/emit/validator-rules.ts`,
    );
  }
  return own;
}

/** Fields whose name the server writes without the index of the list they are in. */
export const namedByList: ReadonlySet<string> = new Set([
  'VolumeMount.mountPropagation',
  'VolumeMount.recursiveReadOnly',
]);

/** Members of `FieldsInUse`, for fields that a Pod keeps once it has them. */
export const inUse: ReadonlyMap<string, string> = new Map([
  ['EphemeralContainer.resizePolicy', 'resizePolicy'],
  ['EphemeralContainer.restartPolicy', 'restartRules'],
  ['EphemeralContainer.restartPolicyRules', 'restartRules'],
  ['VolumeMount.recursiveReadOnly', 'recursiveReadOnly'],
  ['VolumeMount.bindMountOptions', 'bindMountOptions'],
  ['EnvVarSource.fileKeyRef', 'fileKeyRef'],
  ['SecurityContext.procMount', 'procMount'],
  ['ResourceRequirements.claims', 'resourceClaims'],
  ['Lifecycle.stopSignal', 'stopSignal'],
]);
