import { PassThrough } from 'node:stream';
import {
  Attach,
  AuthorizationV1Api,
  CoreV1Api,
  KubeConfig,
  Log,
  PatchStrategy,
  setHeaderOptions,
  Watch,
} from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { until, untilRunning, webPod } from './pods.js';

let server: ApiServer;
let config: KubeConfig;
let core: CoreV1Api;
const where = { name: 'web', namespace: 'default' };

beforeAll(async () => {
  server = await startApiServer({ pods: [webPod()] });
  config = new KubeConfig();
  config.loadFromString(server.kubeConfigYaml);
  core = config.makeApiClient(CoreV1Api);
});
afterAll(() => server.close());

function add(container: object): ReturnType<CoreV1Api['patchNamespacedPodEphemeralcontainers']> {
  return core.patchNamespacedPodEphemeralcontainers(
    { ...where, body: { spec: { ephemeralContainers: [container] } } },
    setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
  );
}

test('lists and reads Pods, and patches the subresource', async () => {
  const list = await core.listNamespacedPod({ namespace: 'default' });
  expect(list.items.map(({ metadata }) => metadata?.name)).toEqual(['web']);
  const pod = await add({ name: 'dbg', image: 'busybox:1', command: ['sh'], stdin: true, stdinOnce: true });
  expect(pod.spec?.ephemeralContainers?.[0]?.imagePullPolicy).toBe('IfNotPresent');
  await untilRunning(server, 'dbg');
  const read = await core.readNamespacedPod(where);
  expect(read.status?.ephemeralContainerStatuses?.[0]?.state?.running?.startedAt).toBeInstanceOf(Date);
});

test('reads the Status of a failure', async () => {
  const error = await add({ name: 'bad', image: 'x', ports: [{ containerPort: 1 }] }).catch(
    (reason) => reason,
  );
  expect(error.code).toBe(422);
  expect(JSON.parse(error.body).details.causes[0].field).toMatch(/ephemeralContainers\[\d\]\.ports$/);
});

test('attaches, and reads the log', async () => {
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  let text = '';
  stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const socket = await new Attach(config).attach('default', 'web', 'dbg', stdout, stderr, stdin, false);
  const closed = new Promise((resolve) => {
    socket.onclose = resolve;
  });
  stdin.end('echo hello; exit 2\n');
  await closed;
  expect(text).toBe('hello\n');
  const log = new PassThrough();
  let logged = '';
  log.on('data', (chunk: Buffer) => {
    logged += chunk.toString();
  });
  await new Log(config).log('default', 'web', 'dbg', log, { follow: true });
  await until(
    () => logged,
    (seen) => seen === 'hello\n',
  );
});

test('watches', async () => {
  const seen: string[] = [];
  const aborter = await new Watch(config).watch(
    '/api/v1/namespaces/default/pods',
    {},
    (type, object) => seen.push(`${type} ${object.metadata.name}`),
    () => {},
  );
  server.setPod(webPod('new'));
  await until(
    () => seen,
    (events) => events.includes('ADDED new'),
  );
  aborter.abort();
});

test('asks what is allowed', async () => {
  const review = await config.makeApiClient(AuthorizationV1Api).createSelfSubjectAccessReview({
    body: {
      spec: { resourceAttributes: { verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers' } },
    },
  });
  expect(review.status?.allowed).toBe(true);
});
