import { define } from './definition.js';

export const capabilities = define('Capabilities', {
  source: 'k8s.io/api v0.37 core/v1/types.go Capabilities',
  doc: 'Linux capabilities, without the prefix `CAP_`: `SYS_PTRACE`, or `ALL`.',
  fields: {
    add: { doc: 'Capabilities to add.' },
    drop: { doc: 'Capabilities to drop.' },
  },
});
