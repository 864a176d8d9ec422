import type { ConstructorDecision } from './decision.js';

/**
 * Functions that make the members of a union, so that nobody writes two of them or none. Those of a
 * discriminated type are called after its values.
 */
export const constructors: readonly ConstructorDecision[] = [
  { namespace: 'env', name: 'value', field: 'EnvVar.value', doc: 'A variable with this value.' },
  {
    namespace: 'env',
    name: 'fromField',
    field: 'EnvVarSource.fieldRef',
    within: 'EnvVar.valueFrom',
    doc: 'A variable with a field of the Pod, such as `status.podIP`.',
  },
  {
    namespace: 'env',
    name: 'fromResource',
    field: 'EnvVarSource.resourceFieldRef',
    within: 'EnvVar.valueFrom',
    doc: 'A variable with a limit or request of a container, such as `limits.cpu`.',
  },
  {
    namespace: 'env',
    name: 'fromConfigMap',
    field: 'EnvVarSource.configMapKeyRef',
    within: 'EnvVar.valueFrom',
    parameters: { name: 'configMap' },
    doc: 'A variable with a key of a ConfigMap.',
  },
  {
    namespace: 'env',
    name: 'fromSecret',
    field: 'EnvVarSource.secretKeyRef',
    within: 'EnvVar.valueFrom',
    parameters: { name: 'secret' },
    doc: 'A variable with a key of a Secret.',
  },
  {
    namespace: 'env',
    name: 'fromFile',
    field: 'EnvVarSource.fileKeyRef',
    within: 'EnvVar.valueFrom',
    parameters: { volumeName: 'volume' },
    doc: 'A variable with a variable of an env file in an `emptyDir` volume.',
  },
  {
    namespace: 'envFrom',
    name: 'configMap',
    field: 'EnvFromSource.configMapRef',
    parameters: { name: 'configMap' },
    doc: 'All keys of a ConfigMap.',
  },
  {
    namespace: 'envFrom',
    name: 'secret',
    field: 'EnvFromSource.secretRef',
    parameters: { name: 'secret' },
    doc: 'All keys of a Secret.',
  },
  { namespace: 'seccomp', field: 'SeccompProfile.type', doc: 'The seccomp profile' },
  { namespace: 'appArmor', field: 'AppArmorProfile.type', doc: 'The AppArmor profile' },
];
