import { PassThrough } from 'node:stream';
import { startApiServer } from '../../../src/testing/index.js';
import { until, untilRunning, webPod } from '../pods.js';

/**
 * Run with the path of client-node: does with it what its users do, prints what came
 * back, and ends by itself if nothing is left open.
 */
type ClientNode = typeof import('@kubernetes/client-node');
const [, , path = '@kubernetes/client-node'] = process.argv;
const k8s = (await import(path)) as ClientNode;

const server = await startApiServer({ pods: [webPod()] });
const config = new k8s.KubeConfig();
config.loadFromString(server.kubeConfigYaml);
const core = config.makeApiClient(k8s.CoreV1Api);
const where = { name: 'web', namespace: 'default' };
const podsPath = '/api/v1/namespaces/default/pods';
const add = (container: object) =>
  core.patchNamespacedPodEphemeralcontainers(
    { ...where, body: { spec: { ephemeralContainers: [container] } } },
    k8s.setHeaderOptions('Content-Type', k8s.PatchStrategy.StrategicMergePatch),
  );
const readAll = (stream: PassThrough) => {
  const read = { text: '' };
  stream.on('data', (chunk: Buffer) => {
    read.text += chunk.toString();
  });
  return read;
};
const seen: Record<string, unknown> = {};

const names = async () =>
  (await core.listNamespacedPod({ namespace: 'default' })).items.map(({ metadata }) => metadata?.name);
seen['listed'] = await names();
const pod = await add({ name: 'dbg', image: 'busybox:1', command: ['sh'], stdin: true, stdinOnce: true });
seen['imagePullPolicy'] = pod.spec?.ephemeralContainers?.[0]?.imagePullPolicy;
await untilRunning(server, 'dbg');
const read = await core.readNamespacedPod(where);
seen['started'] = read.status?.ephemeralContainerStatuses?.[0]?.state?.running?.startedAt instanceof Date;

const refused = await add({ name: 'bad', image: 'x', ports: [{ containerPort: 1 }] }).catch(
  (reason) => reason,
);
seen['refused'] = [refused.code, JSON.parse(refused.body).details.causes[0].field];

const events: string[] = [];
const watching = await new k8s.Watch(config).watch(
  podsPath,
  {},
  (type: string, object: { metadata: { name: string } }) => events.push(`${type} ${object.metadata.name}`),
  () => {},
);
const informer = k8s.makeInformer(config, podsPath, () => core.listNamespacedPod({ namespace: 'default' }));
const informed: string[] = [];
informer.on('add', ({ metadata }) => void informed.push(`${metadata?.name}`));
await informer.start();
server.setPod(webPod('new'));
await until(
  () => events,
  (all) => all.includes('ADDED new'),
);
await until(
  () => informed,
  (all) => all.includes('new'),
);
watching.abort();
await informer.stop();
seen['informed'] = [...informed].sort();

const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
const output = readAll(stdout);
const socket = await new k8s.Attach(config).attach('default', 'web', 'dbg', stdout, stderr, stdin, false);
const closed = new Promise((resolve) => {
  socket.onclose = resolve;
});
stdin.end('echo hello; exit 2\n');
await closed;
seen['attached'] = output.text;
const log = new PassThrough();
const logged = readAll(log);
await new k8s.Log(config).log('default', 'web', 'dbg', log, { follow: true });
await until(
  () => logged.text,
  (text) => text === 'hello\n',
);
seen['logged'] = logged.text;

const review = await config.makeApiClient(k8s.AuthorizationV1Api).createSelfSubjectAccessReview({
  body: {
    spec: { resourceAttributes: { verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers' } },
  },
});
seen['allowed'] = review.status?.allowed;
await core.deleteNamespacedPod({ name: 'new', namespace: 'default', gracePeriodSeconds: 0 });
seen['left'] = await names();

await server.close();
console.log(JSON.stringify(seen));
