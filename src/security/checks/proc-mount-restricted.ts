import type { SecurityCheck } from '../check.js';
import { checkProcMount } from './proc-mount.js';

/** Source: kubernetes v1.37 pod-security-admission policy/check_procMount_restricted.go */
export const procMountRestricted: SecurityCheck = {
  id: 'procMount_restricted',
  level: 'restricted',
  revisions: [{ since: 35, checkPod: checkProcMount, overrides: ['procMount'] }],
};
