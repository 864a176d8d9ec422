import { access, ask, listOf, merge, podBody, podName, type Step, send, sleeper, strategic } from './step.js';

const pods: readonly Step[] = [
  send('pod: patch the list', 'PATCH', `/pods/${podName}`, listOf([{ name: 'zz', ...sleeper }]), strategic),
  send('pod: label', 'PATCH', `/pods/${podName}`, { metadata: { labels: { x: 'y' } } }, strategic),
  send('pod: annotate', 'PATCH', `/pods/${podName}`, { metadata: { annotations: { x: 'y' } } }, merge),
  send(
    'pod: create with the list',
    'POST',
    '/pods',
    podBody('with', { ephemeralContainers: [{ name: 'a', ...sleeper }] }),
  ),
  send('pod: create again', 'POST', '/pods', podBody(podName)),
  send('pod: create without name', 'POST', '/pods', { ...podBody(podName), metadata: {} }),
  send('pod: create elsewhere', 'POST', '/pods', {
    ...podBody('x'),
    metadata: { name: 'x', namespace: 'other' },
  }),
  send('pod: create in no namespace', 'POST', '//api/v1/namespaces/nosuch/pods', podBody('x')),
  send('missing: pod', 'GET', '/pods/nosuch'),
  send('missing: pod and namespace', 'GET', '//api/v1/namespaces/nosuch/pods/x'),
  send(
    'missing: pod to patch',
    'PATCH',
    '/pods/nosuch/ephemeralcontainers',
    listOf([{ name: 'a', ...sleeper }]),
    strategic,
  ),
  send('missing: namespace', 'GET', '//api/v1/namespaces/nosuch'),
  send('missing: subresource', 'GET', `/pods/${podName}/nosuch`),
  send('missing: resource', 'GET', '/nosuch'),
  send('missing: list', 'GET', '//api/v1/namespaces/nosuch/pods'),
  send('missing: pod to delete', 'DELETE', '/pods/nosuch'),
];

const reading: readonly Step[] = [
  send('selector: no field', 'GET', '/pods?fieldSelector=foo'),
  send('selector: unknown field', 'GET', '/pods?fieldSelector=foo%3Dbar'),
  send('selector: by name', 'GET', `/pods?fieldSelector=metadata.name%3D${podName}`),
  send('selector: not by name', 'GET', `/pods?fieldSelector=metadata.name!%3D${podName}`),
  send('selector: by label', 'GET', '/pods?labelSelector=x%3Dy'),
  send('selector: by set', 'GET', '/pods?labelSelector=x%20in%20(y,z)'),
  send('selector: not in a set', 'GET', '/pods?labelSelector=x%20notin%20(y,z)'),
  send('selector: exists', 'GET', '/pods?labelSelector=x'),
  send('selector: does not exist', 'GET', '/pods?labelSelector=!x'),
  send('list: no version', 'GET', '/pods?resourceVersion=abc'),
  send('watch: no version', 'GET', '/pods?watch=1&resourceVersion=abc&timeoutSeconds=1'),
  send('watch: from the beginning of time', 'GET', '/pods?watch=1&resourceVersion=1&timeoutSeconds=1'),
  send('watch: initial events without match', 'GET', '/pods?watch=1&sendInitialEvents=true&timeoutSeconds=1'),
  send(
    'watch: initial events',
    'GET',
    '/pods?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&fieldSelector=metadata.name%3Dnosuch&timeoutSeconds=1&allowWatchBookmarks=true',
  ),
  send(
    'access: allowed',
    'POST',
    access,
    ask({
      resourceAttributes: {
        verb: 'patch',
        resource: 'pods',
        subresource: 'ephemeralcontainers',
        namespace: 'x',
      },
    }),
  ),
  send('access: nothing asked', 'POST', access, ask({})),
  send('log: no such container', 'GET', `/pods/${podName}/log?container=nosuch`),
  send('log: negative tail', 'GET', `/pods/${podName}/log?container=app&tailLines=-1`),
  send('log: no number', 'GET', `/pods/${podName}/log?container=app&tailLines=x`),
  send('log: no time', 'GET', `/pods/${podName}/log?container=app&sinceTime=x`),
  send('log: no bytes', 'GET', `/pods/${podName}/log?container=app&limitBytes=0`),
  send(
    'log: two sinces',
    'GET',
    `/pods/${podName}/log?container=app&sinceSeconds=1&sinceTime=2026-01-01T00:00:00Z`,
  ),
  send('log: a stream', 'GET', `/pods/${podName}/log?container=app&stream=Stdout`),
  send('attach: no upgrade', 'GET', `/pods/${podName}/attach?container=app&stdout=true`),
];

export const podSteps: readonly Step[] = [...pods, ...reading];
