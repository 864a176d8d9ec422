// says: cannot be set for an Ephemeral Container
import type { EphemeralContainer } from 'ephemeral-containers';

const plain = { name: 'debugger', image: 'busybox:1.36' };

export const containers: EphemeralContainer[] = [
  { ...plain, ports: [] },
  { ...plain, livenessProbe: {} },
  { ...plain, readinessProbe: {} },
  { ...plain, startupProbe: {} },
  { ...plain, lifecycle: {} },
  { ...plain, resources: {} },
  { ...plain, resizePolicy: [] },
  { ...plain, restartPolicy: 'Always' },
  { ...plain, restartPolicyRules: [] },
  { ...plain, volumeMounts: [{ name: 'data', mountPath: '/data', subPath: 'logs' }] },
  { ...plain, volumeMounts: [{ name: 'data', mountPath: '/data', subPathExpr: '$(POD)' }] },
];
