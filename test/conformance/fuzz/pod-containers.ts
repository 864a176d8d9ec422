import fc, { type Arbitrary } from 'fast-check';
import { fields, type Json, type Mode, merge, mostly, pick } from './random.js';

const calm: Mode = { hostile: false };

const hosts = pick('', '127.0.0.1', 'example.com', 'b', 'ü"x');

const handler: Arbitrary<Json> = fc.oneof(
  hosts.map((host): Json => ({ httpGet: { port: 8080, path: '/healthz', host } })),
  hosts.map((host): Json => ({ tcpSocket: { port: 'web', host } })),
  pick<readonly Json[]>(
    { httpGet: { port: 80 } },
    { tcpSocket: { port: 1 } },
    { exec: { command: ['true'] } },
  ),
);

const lifecycle = fields(calm, { postStart: handler, preStop: handler });

const ports: Arbitrary<Json> = fc
  .array(
    fc.record(
      { containerPort: fc.integer({ min: 1, max: 65535 }), hostPort: fc.integer({ min: 1, max: 65535 }) },
      { requiredKeys: ['containerPort'] },
    ),
    { maxLength: 3 },
  )
  .map((list) => list.map((port) => ({ ...port })));

const resources = pick<readonly Json[]>(
  {},
  { limits: { cpu: '1', memory: '128Mi' } },
  { requests: { cpu: '100m' }, limits: { cpu: 1 } },
);

/** A regular container; `securityContext` as the Pod's kind allows it. */
export function regularContainer(name: string, securityContext: Arbitrary<Json>): Arbitrary<Json> {
  const model = {
    ports,
    resources,
    livenessProbe: handler,
    readinessProbe: handler,
    startupProbe: handler,
    lifecycle,
    securityContext,
    env: fc.constant<Json>([{ name: 'A', value: 'b' }]),
  };
  return fields(calm, model, 4).map((more) => merge({ name, image: 'registry.example/app:1.4' }, more));
}

/** An init container, or a sidecar, which alone has probes and a lifecycle. */
export function initContainer(name: string, securityContext: Arbitrary<Json>): Arbitrary<Json> {
  const model = { ports, resources, securityContext };
  const init = fields(calm, model).map((more) => merge({ name, image: 'busybox' }, more));
  const sidecar = regularContainer(name, securityContext).map((more) =>
    merge(more, { restartPolicy: 'Always' }),
  );
  return mostly(init, sidecar);
}

const variables: readonly Json[] = [
  { name: 'A', value: 'b' },
  { name: 'B' },
  { name: 'C', value: '' },
  { name: 'D', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  { name: 'E', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: "metadata.labels['app']" } } },
  { name: 'F', valueFrom: { configMapKeyRef: { name: 'cm', key: 'k', optional: false } } },
  { name: 'G', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
  { name: 'N', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
  {
    name: 'N',
    valueFrom: { resourceFieldRef: { containerName: 'app', resource: 'limits.memory', divisor: '1Mi' } },
  },
  { name: 'N', valueFrom: { resourceFieldRef: { resource: 'requests.cpu' } } },
];

const sources: readonly Json[] = [
  { configMapRef: { name: 'cm' } },
  { prefix: 'P_', secretRef: { name: 's', optional: true } },
];

/** An ephemeral container that is there already, valid on any Pod. */
export function existingContainer(name: string, securityContext: Arbitrary<Json>): Arbitrary<Json> {
  const model = {
    securityContext,
    command: pick<readonly Json[]>(['sh'], [], null),
    args: pick<readonly Json[]>(['-c', ''], []),
    env: fc.array(fc.constantFrom(...variables), { maxLength: 3 }),
    envFrom: fc.array(fc.constantFrom(...sources), { maxLength: 2 }),
    stdin: fc.boolean(),
    tty: fc.boolean(),
    imagePullPolicy: pick('IfNotPresent', 'Never'),
    terminationMessagePolicy: pick('File', 'FallbackToLogsOnError'),
    workingDir: pick('/work', ''),
  };
  return fields(calm, model, 6).map((more) => merge({ name, image: 'busybox:1.36' }, more));
}
