import { expect, test } from 'vitest';
import { openStore } from '../../src/testing/model/store.js';

test('what is kept is shared, and nobody changes it', () => {
  const store = openStore();
  const before = store.create('pods', { metadata: { name: 'web' }, spec: { containers: [{ name: 'app' }] } });
  const after = store.update({ resource: 'pods', name: 'web' }, (pod) => {
    pod['status'] = { phase: 'Running' };
  });
  const containersOf = (object: typeof after): unknown =>
    (object?.['spec'] as { containers: unknown } | undefined)?.containers;
  expect(containersOf(after)).toBe(containersOf(before));
  expect(before['status']).toBeUndefined();
  expect(() => Object.assign(after?.metadata ?? {}, { name: 'other' })).toThrow(TypeError);
});

test('old changes are forgotten', () => {
  const store = openStore();
  store.create('pods', { metadata: { name: 'web' } });
  const early = store.version();
  for (let time = 0; time < 25_000; time += 1) store.update({ resource: 'pods', name: 'web' }, () => {});
  expect(() => store.since(early)).toThrow(/^too old resource version: /);
  expect(store.listAt('pods', undefined, early)).toBeUndefined();
  expect(store.since(store.version() - 9000)).toHaveLength(9000);
});
