import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { type Answer, send, webPod } from './pods.js';

let server: ApiServer;
beforeEach(async () => {
  const privileged = [{ name: 'app', image: 'nginx:1', securityContext: { privileged: true } }];
  const inShop = (name: string, extra = {}) => ({
    ...webPod(name, extra),
    metadata: { name, namespace: 'shop' },
  });
  server = await startApiServer({
    namespaces: { shop: {} },
    pods: [inShop('x'), inShop('y', { containers: privileged }), inShop('z')],
  });
});
afterEach(() => server.close());

function label(labels: Record<string, string>): Promise<Answer> {
  const prefixed = Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value]),
  );
  return send(`${server.url}/api/v1/namespaces/shop`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/merge-patch+json' },
    body: JSON.stringify({ metadata: { labels: prefixed } }),
  });
}

// messages: kube-apiserver 1.37.2
describe('the Pod Security labels of a namespace', () => {
  test('are levels and versions', async () => {
    const { code, body } = await label({ warn: 'Foo', 'warn-version': 'v1' });
    expect([code, body.message]).toEqual([
      422,
      'Namespace "shop" is invalid: [metadata.labels[pod-security.kubernetes.io/warn]: Invalid value: "Foo": must be one of privileged, baseline, restricted, metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value: "v1": must be "latest" or "v1.x"]',
    ]);
  });

  test('that become stricter warn of the Pods there are', async () => {
    const { code, headers } = await label({ enforce: 'restricted' });
    const most =
      'allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile';
    expect([code, headers.get('warning')]).toEqual([
      200,
      [
        'existing pods in namespace \\"shop\\" violate the new PodSecurity enforce level \\"restricted:latest\\"',
        `x (and 1 other pod): ${most}`,
        `y: privileged, ${most}`,
      ]
        .map((text) => `299 - "${text}"`)
        .join(', '),
    ]);
    expect((await label({ enforce: 'baseline' })).headers.get('warning')).toBeNull();
  });
});

test.each(['default', 'kube-system', 'kube-public'])('the namespace %s may not be deleted', async (name) => {
  const path = `${server.url}/api/v1/namespaces`;
  const body = JSON.stringify({ metadata: { name } });
  await send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const answer = await send(`${path}/${name}`, { method: 'DELETE' });
  expect([answer.code, answer.body.message]).toEqual([
    403,
    `namespaces "${name}" is forbidden: this namespace may not be deleted`,
  ]);
});
