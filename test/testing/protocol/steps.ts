/** One request of the recorded conversation. */
export interface Step {
  readonly name: string;
  readonly method: string;
  /** Below `/api/v1/namespaces/NAMESPACE`, or whole if it starts with `//`. */
  readonly path: string;
  /** A string is sent as it is. */
  readonly body?: unknown;
  /** Makes the body of the Pod as it is at that moment. */
  readonly edit?: (pod: EditablePod) => void;
  readonly type?: string;
  readonly accept?: string;
}

export interface EditablePod {
  metadata: { name: string; resourceVersion?: string; uid?: string; labels?: Record<string, string> };
  spec: { ephemeralContainers: object[]; [field: string]: unknown };
  [field: string]: unknown;
}

export const podName = 'protocol';

export function podBody(name: string, extra: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      nodeName: 'node',
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [{ name: 'app', ...local, command: ['sleep', '3600'] }],
      ...extra,
    },
  };
}

const local = { image: 'local/busybox:1', imagePullPolicy: 'IfNotPresent' };
const sleeper = { ...local, command: ['sleep', '30'] };
const subresource = `/pods/${podName}/ephemeralcontainers`;
const strategic = 'application/strategic-merge-patch+json';
const merge = 'application/merge-patch+json';
const json = 'application/json-patch+json';
const apply = 'application/apply-patch+yaml';

function patch(name: string, type: string, body: unknown, query = ''): Step {
  return { name, method: 'PATCH', path: `${subresource}${query}`, type, body };
}

function listOf(containers: unknown, metadata?: object, spec: object = {}): object {
  return {
    ...(metadata === undefined ? {} : { metadata }),
    spec: { ephemeralContainers: containers, ...spec },
  };
}

function applied(containers: unknown, metadata: object = { name: podName }): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { ephemeralContainers: containers } };
}

function put(name: string, edit: (pod: EditablePod) => void, query = ''): Step {
  return { name, method: 'PUT', path: `${subresource}${query}`, edit };
}

function send(name: string, method: string, path: string, body?: unknown, type?: string): Step {
  return {
    name,
    method,
    path,
    ...(body === undefined ? {} : { body }),
    ...(type === undefined ? {} : { type }),
  };
}

const append = (value: object): object => ({ op: 'add', path: '/spec/ephemeralContainers/-', value });
const ask = (spec: object): Step['body'] => ({ spec });
const access = '//apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

const bodies: readonly Step[] = [
  patch('patch: JSON as it is', 'application/json', listOf([])),
  patch('patch: text', 'text/plain', '{}'),
  patch('strategic: no JSON', strategic, '{'),
  patch('json patch: no JSON', json, '{'),
  patch('merge: no JSON', merge, '{'),
  patch('strategic: a list', strategic, '[]'),
  patch('merge: a list', merge, '[]'),
  patch('json patch: an object', json, '{}'),
  patch('json patch: append without a list', json, [append({ name: 'j0', ...sleeper })]),
];

const strategicSteps: readonly Step[] = [
  patch('strategic: add', strategic, listOf([{ name: 'a1', ...sleeper }])),
  patch('strategic: the same again', strategic, listOf([{ name: 'a1', ...sleeper }])),
  patch('strategic: changed', strategic, listOf([{ name: 'a1', ...sleeper, image: 'x' }])),
  patch('strategic: without a name', strategic, listOf([{ ...sleeper }])),
  patch(
    'strategic: two',
    strategic,
    listOf([
      { name: 'a2', ...sleeper },
      { name: 'a3', ...sleeper },
    ]),
  ),
  patch('strategic: in order', strategic, {
    spec: {
      '$setElementOrder/ephemeralContainers': [{ name: 'a1' }, { name: 'a4' }],
      ephemeralContainers: [{ name: 'a4', ...sleeper }],
    },
  }),
  patch('strategic: order without the new one', strategic, {
    spec: {
      '$setElementOrder/ephemeralContainers': [{ name: 'a1' }],
      ephemeralContainers: [{ name: 'a5', ...sleeper }],
    },
  }),
  patch('strategic: delete', strategic, listOf([{ $patch: 'delete', name: 'a1' }])),
  patch('strategic: replace', strategic, listOf([{ $patch: 'replace' }, { name: 'a9', ...sleeper }])),
  patch('strategic: unknown directive', strategic, listOf([{ $patch: 'foo', name: 'a1' }])),
  patch('strategic: null', strategic, { spec: { ephemeralContainers: null } }),
  patch('strategic: a string for the list', strategic, listOf('x')),
  patch('strategic: strings in the list', strategic, listOf(['x'])),
  patch(
    'strategic: another uid',
    strategic,
    listOf([{ name: 'u', ...sleeper }], { uid: '11111111-1111-1111-1111-111111111111' }),
  ),
  patch('strategic: old version', strategic, listOf([{ name: 'u', ...sleeper }], { resourceVersion: '1' })),
  patch('strategic: no version', strategic, listOf([{ name: 'u', ...sleeper }], { resourceVersion: 'abc' })),
  patch('strategic: another name', strategic, listOf([{ name: 'u', ...sleeper }], { name: 'other' })),
  patch(
    'strategic: another namespace',
    strategic,
    listOf([{ name: 'u', ...sleeper }], { namespace: 'other' }),
  ),
  patch('strategic: labels are dropped', strategic, { metadata: { labels: { a: 'b' } } }),
];

const options: readonly Step[] = [
  patch('options: dry run', strategic, listOf([{ name: 'dry', ...sleeper }]), '?dryRun=All'),
  patch('options: unknown dry run', strategic, listOf([]), '?dryRun=Foo'),
  patch('options: unknown field validation', strategic, listOf([]), '?fieldValidation=Foo'),
  patch('options: long field manager', strategic, listOf([]), `?fieldManager=${'x'.repeat(129)}`),
  patch('options: field manager that does not print', strategic, listOf([]), '?fieldManager=a%07b'),
  patch('options: force without apply', strategic, listOf([]), '?force=true'),
];

const decoding: readonly Step[] = [
  patch(
    'warn: unknown fields',
    strategic,
    listOf([{ name: 'w', ...sleeper, foo: 1, bar: { a: 1 } }]),
    '?dryRun=All',
  ),
  patch(
    'ignore: unknown field',
    strategic,
    listOf([{ name: 'w', ...sleeper, foo: 1 }]),
    '?dryRun=All&fieldValidation=Ignore',
  ),
  patch(
    'strict: unknown fields',
    strategic,
    listOf([{ name: 'w', ...sleeper, foo: 1, bar: [1, true, null, 'x', 1.5] }]),
    '?dryRun=All&fieldValidation=Strict',
  ),
  patch(
    'strict: unknown field deep inside',
    strategic,
    listOf([
      {
        name: 'w',
        ...sleeper,
        env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name', foo: 1 } } }],
      },
    ]),
    '?dryRun=All&fieldValidation=Strict',
  ),
  patch(
    'warn: duplicate field',
    strategic,
    '{"spec":{"ephemeralContainers":[{"name":"w","image":"x:1","image":"y:1"}]}}',
    '?dryRun=All',
  ),
  patch(
    'strict: duplicate field',
    strategic,
    '{"spec":{"ephemeralContainers":[{"name":"w","image":"x:1","image":"y:1"}]}}',
    '?dryRun=All&fieldValidation=Strict',
  ),
  patch('type: number for a string', strategic, listOf([{ name: 'w', image: 5 }])),
  patch('type: string for a list', strategic, listOf([{ name: 'w', image: 'x', env: 'a' }])),
  patch('type: string for a boolean', strategic, listOf([{ name: 'w', image: 'x', tty: 'a' }])),
  patch('type: number for a boolean', strategic, listOf([{ name: 'w', image: 'x', stdin: 1 }])),
  patch(
    'type: string for a number',
    strategic,
    listOf([{ name: 'w', image: 'x', securityContext: { runAsUser: '5' } }]),
  ),
  patch(
    'type: fraction for a number',
    strategic,
    listOf([{ name: 'w', image: 'x', securityContext: { runAsUser: 1.5 } }]),
  ),
  patch('type: string for an object', strategic, listOf([{ name: 'w', image: 'x', securityContext: 'a' }])),
  patch('type: list for an object', strategic, listOf([{ name: 'w', image: 'x', securityContext: [] }])),
  patch('type: object for a string', strategic, listOf([{ name: 'w', image: {} }])),
  patch('type: list for a string', strategic, listOf([{ name: 'w', image: ['x'] }])),
  patch('type: boolean for a string', strategic, listOf([{ name: 'w', image: true }])),
  patch(
    'type: number in a list of strings',
    strategic,
    listOf([{ name: 'w', image: 'x', command: ['a', 1] }]),
  ),
  patch('type: object for a list', strategic, listOf([{ name: 'w', image: 'x', command: {} }])),
  patch('json patch: number for a string', json, [append({ name: 'j1', image: 5 })]),
  patch('merge: number for a string', merge, listOf([{ name: 'w', image: 5 }])),
  {
    ...send('put: number for a string', 'PUT', subresource, {
      ...podBody(podName),
      spec: { ephemeralContainers: [{ name: 5 }] },
    }),
  },
];

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
  { ...send('accept: html', 'GET', `/pods/${podName}`), accept: 'text/html' },
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

const applying: readonly Step[] = [
  patch('apply: no manager', apply, applied([{ name: 's1', ...sleeper }])),
  patch('apply: no kind', apply, { metadata: { name: podName }, spec: {} }, '?fieldManager=m'),
  patch('apply: s1', apply, applied([{ name: 's1', ...sleeper }]), '?fieldManager=m'),
  patch('apply: s1 again', apply, applied([{ name: 's1', ...sleeper }]), '?fieldManager=m'),
  patch('apply: s2 alone', apply, applied([{ name: 's2', ...sleeper }]), '?fieldManager=m'),
  patch(
    'apply: s1 and s2',
    apply,
    applied([
      { name: 's1', ...sleeper },
      { name: 's2', ...sleeper },
    ]),
    '?fieldManager=m',
  ),
  patch('apply: conflict', apply, applied([{ name: 's1', ...sleeper, image: 'other:1' }]), '?fieldManager=n'),
  patch(
    'apply: conflicts',
    apply,
    applied([{ name: 's1', ...sleeper, image: 'other:1', command: ['x'] }]),
    '?fieldManager=n',
  ),
  patch(
    'apply: forced',
    apply,
    applied([{ name: 's1', ...sleeper, image: 'other:1' }]),
    '?fieldManager=n&force=true',
  ),
  patch('apply: without a name', apply, applied([{ ...sleeper }]), '?fieldManager=n'),
  patch(
    'apply: a name twice',
    apply,
    applied([
      { name: 'k', ...sleeper },
      { name: 'k', ...sleeper },
    ]),
    '?fieldManager=n',
  ),
  patch('apply: unknown field', apply, applied([{ name: 'k', foo: 1, ...sleeper }]), '?fieldManager=n'),
  patch('apply: another name', apply, applied([], { name: 'foo' }), '?fieldManager=n'),
  patch(
    'apply: YAML',
    apply,
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${podName}}\nspec:\n  ephemeralContainers:\n  - {name: y1, image: "local/busybox:1", imagePullPolicy: IfNotPresent}\n`,
    '?fieldManager=y',
  ),
  patch('apply: no YAML', apply, 'a: b: c', '?fieldManager=y'),
];

/** In order: each finds what those before it left. */
export const steps: readonly Step[] = [
  ...bodies,
  ...strategicSteps,
  ...options,
  ...decoding,
  ...jsonSteps,
  ...validation,
  ...puts,
  ...pods,
  ...reading,
  ...applying,
  send('delete: another uid', 'DELETE', `/pods/${podName}`, { preconditions: { uid: 'x' } }),
  send('delete: at once', 'DELETE', `/pods/${podName}?gracePeriodSeconds=0`),
];
