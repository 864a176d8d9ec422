import {
  type EphemeralContainer,
  env,
  ephemeralContainer,
  forPod,
  validateEphemeralContainer,
} from 'ephemeral-containers';
import type { EphemeralContainer as Oldest } from 'ephemeral-containers/v1.25';

export const literal: EphemeralContainer = {
  name: 'debugger',
  image: 'busybox:1.36',
  command: ['sleep', '3600'],
  env: [{ name: 'LOG_LEVEL', value: 'debug' }, env.fromField('NODE', 'spec.nodeName')],
  volumeMounts: [{ name: 'data', mountPath: '/data' }],
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
};

export const built = ephemeralContainer({ name: 'debugger', image: 'busybox:1.36', stdin: true, tty: true });

const pod = forPod({
  metadata: { name: 'web' },
  spec: {
    containers: [{ name: 'app' }, { name: 'sidecar' }],
    initContainers: [{ name: 'setup' }],
    volumes: [{ name: 'data' }, { name: 'config' }],
  },
});

export const scoped = [
  pod.ephemeralContainer({ name: 'debugger', image: 'busybox:1.36', targetContainerName: 'app' }),
  pod.ephemeralContainer({ name: 'debugger-2', image: 'busybox:1.36', targetContainerName: 'setup' }),
  pod.ephemeralContainer({
    name: 'debugger-3',
    image: 'busybox:1.36',
    volumeMounts: [{ name: 'config', mountPath: '/config', readOnly: true }],
  }),
];

declare const oldest: Oldest;
export const newer: EphemeralContainer = oldest;

const result = validateEphemeralContainer(literal);
export const reasons = result.ok ? [] : result.causes.map(({ reason, field }) => ({ reason, field }));
