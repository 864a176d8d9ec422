import { defineDisallowed } from './definition.js';

export const resourceRequirements = defineDisallowed('ResourceRequirements', {
  source: 'kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateContainerResourceRequirements',
  rule: 'resources#checkResources',
  fields: {
    claims: {
      gate: {
        name: 'DynamicResourceAllocation',
        enabled: '1.34',
        keptIfInUse: [{}, { spec: 'resourceClaims' }],
        source: 'kubernetes v1.37 pkg/api/pod/util.go dropDisabledDynamicResourceAllocationFields',
      },
    },
  },
});
