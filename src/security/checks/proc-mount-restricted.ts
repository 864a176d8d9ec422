import type { Check } from '../check.js';
import { judgeProcMount } from './proc-mount.js';

/** Source: kubernetes v1.37 pod-security-admission policy/check_procMount_restricted.go */
export const procMountRestricted: Check = {
  id: 'procMount_restricted',
  level: 'restricted',
  revisions: [{ since: 35, judge: judgeProcMount, overrides: ['procMount'] }],
};
