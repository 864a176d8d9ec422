import {
  append,
  json,
  listOf,
  merge,
  patch,
  podName,
  put,
  type Step,
  send,
  sleeper,
  strategic,
  subresource,
} from './step.js';

const jsonSteps: readonly Step[] = [
  patch('json patch: unknown field', json, [append({ name: 'j1', ...sleeper, foo: 1 })], '?dryRun=All'),
  patch('json patch: append', json, [append({ name: 'j1', ...sleeper })]),
  patch('json patch: append again', json, [append({ name: 'j1', ...sleeper })]),
  patch('json patch: test fails', json, [{ op: 'test', path: '/metadata/uid', value: 'x' }]),
  patch('json patch: test holds', json, [{ op: 'test', path: '/metadata/name', value: podName }]),
  patch('json patch: test of nothing', json, [{ op: 'test', path: '/spec/nosuch', value: 'x' }]),
  patch('json patch: remove nothing', json, [{ op: 'remove', path: '/spec/nosuch' }]),
  patch('json patch: index too high', json, [
    { ...append({ name: 'j2', ...sleeper }), path: '/spec/ephemeralContainers/99' },
  ]),
  patch('json patch: insert', json, [
    { ...append({ name: 'j3', ...sleeper }), path: '/spec/ephemeralContainers/1' },
  ]),
  patch('json patch: remove', json, [{ op: 'remove', path: '/spec/ephemeralContainers/1' }]),
  patch('json patch: replace the list', json, [
    { op: 'replace', path: '/spec/ephemeralContainers', value: [] },
  ]),
  patch('json patch: unknown operation', json, [{ op: 'foo', path: '/spec' }]),
  patch('json patch: no path', json, [{ op: 'add' }]),
  patch('json patch: nowhere', json, [{ op: 'add', path: '/nosuch/foo/bar', value: 1 }]),
  patch('merge: replace the list', merge, listOf([{ name: 'm1', ...sleeper }])),
];

const validation: readonly Step[] = [
  patch(
    'invalid: several causes',
    strategic,
    listOf([
      { name: 'Bad_Name', image: ' x', ports: [{ containerPort: 1 }], resources: { limits: { cpu: '1' } } },
    ]),
  ),
  patch(
    'invalid: name taken, no target',
    strategic,
    listOf([{ name: 'app', image: 'x', targetContainerName: 'no' }]),
  ),
];

const puts: readonly Step[] = [
  put('put: old version', (pod) => {
    pod.metadata.resourceVersion = '1';
  }),
  put('put: another uid', (pod) => {
    pod.metadata.uid = 'foo';
  }),
  put('put: another name', (pod) => {
    pod.metadata.name = 'foo';
  }),
  put('put: add', (pod) => {
    pod.spec.ephemeralContainers.push({ name: 'p1', ...sleeper });
    delete pod.metadata.resourceVersion;
    pod.metadata.labels = { a: 'b' };
  }),
  put(
    'put: unknown field, strict',
    (pod) => {
      pod.spec.ephemeralContainers.push({ name: 'p2', ...sleeper, foo: 1 });
    },
    '?fieldValidation=Strict',
  ),
  put(
    'put: unknown field',
    (pod) => {
      pod.spec.ephemeralContainers.push({ name: 'p2', ...sleeper, foo: 1 });
    },
    '?dryRun=All',
  ),
  send('put: no JSON', 'PUT', subresource, '{'),
  send('put: a Service', 'PUT', subresource, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: podName },
  }),
  send('put: without kind', 'PUT', subresource, { metadata: { name: podName }, spec: {} }),
  send('post', 'POST', subresource, {}),
  send('delete of the subresource', 'DELETE', subresource),
  send('get', 'GET', subresource),
];

export const validationSteps: readonly Step[] = [...jsonSteps, ...validation, ...puts];
