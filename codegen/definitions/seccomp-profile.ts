import { define } from './definition.js';

const validation = 'kubernetes v1.37 pkg/apis/core/validation/validation.go';

export const seccompProfile = define('SeccompProfile', {
  source: [`${validation} validateSeccompProfileField`, 'k8s.io/api v0.37 core/v1/types.go SeccompProfile'],
  doc: 'Which system calls are allowed: `localhostProfile` belongs to the type `Localhost`, and to no other.',
  rule: 'seccomp-profile#checkSeccompProfile',
  union: { kind: 'discriminated', discriminator: 'type', field: 'localhostProfile', values: ['Localhost'] },
  namespace: { name: 'seccomp', doc: 'The seccomp profiles, one function per type.' },
  fields: {
    type: {
      accept: { not: 'Localhost' },
      doc: 'The default of the runtime, a profile on the node, or none.',
      source: `${validation} validateSeccompProfileType`,
      enum: ['Localhost', 'RuntimeDefault', 'Unconfined'],
      construct: { doc: 'The seccomp profile' },
    },
    localhostProfile: {
      doc: "A profile on the node: a path relative to the kubelet's seccomp directory.",
      go: 'pointer',
    },
  },
});
