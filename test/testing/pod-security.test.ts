import { afterEach, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { addContainer, namesOf, webPod } from './pods.js';

let server: ApiServer;
afterEach(() => server.close());

const privileged = { name: 'dbg', image: 'busybox:1', securityContext: { privileged: true } };
const plain = { name: 'dbg', image: 'busybox:1' };

async function start(labels: Record<string, string>, old: object[] = []): Promise<void> {
  const prefixed = Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value]),
  );
  const pod = webPod('web', old.length > 0 ? { ephemeralContainers: old } : {});
  server = await startApiServer({
    namespaces: { guarded: { labels: prefixed } },
    pods: [{ ...pod, metadata: { name: 'web', namespace: 'guarded' } }],
  });
}

const add = (container: object, query = ''): ReturnType<typeof addContainer> =>
  addContainer(server, container, { namespace: 'guarded', query });

const violation = (level: string): string =>
  `PodSecurity "${level}": privileged (container "dbg" must not set securityContext.privileged=true)`;

test('enforce refuses', async () => {
  await start({ enforce: 'baseline' });
  const { code, body } = await add(privileged);
  expect([code, body.reason, body.message]).toEqual([
    403,
    'Forbidden',
    `pods "web" is forbidden: violates ${violation('baseline:latest')}`,
  ]);
  expect(namesOf(server.getPod('web', 'guarded'))).toEqual([]);
  expect((await add(plain)).code).toBe(200);
});

test('warn warns, by its own version', async () => {
  await start({ warn: 'baseline', 'warn-version': 'v1.30' });
  const { code, headers } = await add(privileged);
  expect([code, headers.get('warning')]).toEqual([
    200,
    `299 - ${JSON.stringify(`would violate ${violation('baseline:v1.30')}`)}`,
  ]);
});

test('a dry run is evaluated too', async () => {
  await start({ enforce: 'baseline' });
  expect((await add(privileged, '?dryRun=All')).code).toBe(403);
});

test('what is invalid is said before what is not allowed', async () => {
  await start({ enforce: 'baseline' });
  expect((await add({ ...privileged, ports: [{ containerPort: 1 }] })).code).toBe(422);
});

test('an old violation blocks a new container', async () => {
  await start({ enforce: 'baseline' }, [{ ...privileged, name: 'old' }]);
  const { body } = await add(plain);
  expect(body.message).toContain('container "old" must not set securityContext.privileged=true');
});

test('a level that does not exist is restricted', async () => {
  await start({ enforce: 'strict' });
  expect((await add(plain)).body.message).toContain('violates PodSecurity "restricted:latest": ');
});
