import { define } from './definition.js';

export const seLinuxOptions = define('SELinuxOptions', {
  source: 'k8s.io/api v0.37 core/v1/types.go SELinuxOptions',
  doc: 'An SELinux label.',
  fields: {
    user: { doc: 'The user of the label.' },
    role: { doc: 'The role of the label.' },
    type: { doc: 'The type of the label.' },
    level: { doc: 'The level of the label.' },
  },
});
