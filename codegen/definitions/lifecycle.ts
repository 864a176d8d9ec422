import { defineDisallowed } from './definition.js';

export const lifecycle = defineDisallowed('Lifecycle', {
  source: 'k8s.io/api v0.37 core/v1/types.go Lifecycle',
  fields: {
    stopSignal: {
      gate: {
        name: 'ContainerStopSignals',
        droppedWithParent: true,
        enabled: 'not yet',
        keptIfInUse: true,
        source: 'kubernetes v1.37 pkg/api/pod/util.go dropContainerStopSignals',
      },
    },
  },
});
