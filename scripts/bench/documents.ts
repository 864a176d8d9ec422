/** 549 bytes of JSON: a debugger with a command, a target, variables of three kinds, mounts and a security context. */
export const validDocument = {
  name: 'debugger-x7k2p',
  image: 'registry.example/busybox:1.36',
  command: ['sleep', '3600'],
  targetContainerName: 'app',
  env: [
    { name: 'LOG_LEVEL', value: 'debug' },
    { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'app-token', key: 'token' } } },
  ],
  volumeMounts: [
    { name: 'data', mountPath: '/data', readOnly: true },
    { name: 'config', mountPath: '/etc/app' },
  ],
  securityContext: {
    runAsUser: 1000,
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
  },
};

/** The same with what a container has and an ephemeral container may not. */
export const invalidDocument = { ...validDocument, ports: [{ containerPort: 8080 }] };

/** Equal copies, parsed one by one, so that no candidate lives on one object in the cache. */
export function parseCopies(document: object, count = 64): unknown[] {
  const text = JSON.stringify(document);
  return Array.from({ length: count }, () => JSON.parse(text) as unknown);
}
