import type { DefaultDecision } from './decision.js';

const defaulting = 'kubernetes v1.37 pkg/apis/core/v1/defaults.go';

/**
 * What the server stores where the field is absent. The default of `imagePullPolicy` hangs on the
 * tag of the image, so it is a rule and not in this list.
 */
export const defaults: readonly DefaultDecision[] = [
  {
    field: 'EphemeralContainer.terminationMessagePath',
    value: '/dev/termination-log',
    source: `${defaulting} SetDefaults_Container`,
  },
  {
    field: 'EphemeralContainer.terminationMessagePolicy',
    value: 'File',
    source: `${defaulting} SetDefaults_Container`,
  },
  {
    field: 'EphemeralContainer.resources',
    value: {},
    source:
      'k8s.io/api v0.37 core/v1/types.go EphemeralContainerCommon (a struct by value is always written)',
  },
  {
    field: 'ObjectFieldSelector.apiVersion',
    value: 'v1',
    source: `${defaulting} SetDefaults_ObjectFieldSelector`,
  },
  {
    field: 'ResourceFieldSelector.divisor',
    value: '0',
    source: 'k8s.io/api v0.37 core/v1/types.go ResourceFieldSelector (a quantity by value is always written)',
  },
  {
    field: 'FileKeySelector.optional',
    value: false,
    source: 'k8s.io/api v0.37 core/v1/types.go FileKeySelector (+default=false)',
  },
];
