import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readServed } from '../../src/cli/serve/read-served.js';
import { readSource } from '../root.js';

const read = (text: string) => readServed(['-'], new PassThrough().end(text));

test('takes the Namespace and the Pod of a page as they stand there', async () => {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readSource('docs/restricted.md')) ?? [];
  const { pods, namespaces } = await read(yaml);
  expect(pods.map(({ metadata }) => metadata)).toEqual([{ name: 'web', namespace: 'shop' }]);
  expect(namespaces).toEqual({ shop: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } });
});

test('takes both out of a List, as kubectl get namespaces,pods prints one', async () => {
  const items = [
    { kind: 'Namespace', metadata: { name: 'shop' } },
    { kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [] } },
  ];
  const { pods, namespaces } = await read(JSON.stringify({ kind: 'List', items }));
  expect([pods.length, namespaces]).toEqual([1, { shop: { labels: {} } }]);
});

test('names what is missing', async () => {
  await expect(read('kind: Namespace\n')).rejects.toThrow('<stdin>: holds a Namespace without metadata.name');
  await expect(read('kind: Pod\nspec: {}\n')).rejects.toThrow('<stdin>: holds a Pod without metadata.name');
});
