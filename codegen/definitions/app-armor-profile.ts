import { define } from './definition.js';

export const appArmorProfile = define('AppArmorProfile', {
  source: [
    'kubernetes v1.37 pkg/apis/core/validation/validation.go ValidateAppArmorProfileField',
    'k8s.io/api v0.37 core/v1/types.go AppArmorProfile',
  ],
  doc: 'An AppArmor profile: `localhostProfile` belongs to the type `Localhost`, and to no other.',
  rule: 'app-armor-profile#checkAppArmorProfile',
  union: { kind: 'discriminated', discriminator: 'type', field: 'localhostProfile', values: ['Localhost'] },
  namespace: { name: 'appArmor', doc: 'The AppArmor profiles, one function per type.' },
  fields: {
    type: {
      doc: 'The default of the runtime, a profile on the node, or none.',
      enum: ['Localhost', 'RuntimeDefault', 'Unconfined'],
      construct: { doc: 'The AppArmor profile' },
    },
    localhostProfile: { doc: 'The name of a profile that is loaded on the node.', go: 'pointer' },
  },
});
