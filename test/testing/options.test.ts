import { spawn } from 'node:child_process';
import type { V1Pod } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { type ApiServerOptions, startApiServer } from '../../src/testing/index.js';
import { hang } from '../limits.js';
import { findProgram } from '../programs/built.js';
import { podUrl, send, webPod } from './pods.js';

const containers = [{ name: 'app', image: 'nginx:1' }];
const podWith = (spec: object, metadata: object = { name: 'web' }): object => ({ metadata, spec });

describe('an option that makes no sense is named', () => {
  test.each([
    ['minor: "1.99" is none of 1.25', { minor: '1.99' }],
    ['pod: there is no such option, did you mean pods?', { pod: [] }],
    ['port: "http" is not a port', { port: 'http' }],
    ['port: 99999 is not a port', { port: 99_999 }],
    ['bookmarkInterval: "x" is not a number', { bookmarkInterval: 'x' }],
    ['namespaces: ["foo"] is not an object', { namespaces: ['foo'] }],
    ['namespaces["Foo Bar"]: Invalid value: "Foo Bar"', { namespaces: { 'Foo Bar': {} } }],
    ['namespaces["foo"]: undefined is not an object', { namespaces: { foo: undefined } }],
    ['namespaces["foo"].labels[0]: 5 is not a string', { namespaces: { foo: { labels: { a: 5 } } } }],
    ['users[0].token: undefined', { users: [{ name: 'x' }] }],
    [
      'users[1].token: "t" is another user\'s',
      {
        users: [
          { name: 'x', token: 't' },
          { name: 'y', token: 't' },
        ],
      },
    ],
    [
      'users[0].rules[0].verbs: undefined is not a list',
      { users: [{ name: 'x', token: 't', rules: [{ resources: ['pods'] }] }] },
    ],
    ['kubelet.containers: {} is not a list', { kubelet: { containers: {} } }],
    ['pods[0]: null is not an object', { pods: [null] }],
    ['pods[0]: a Pod needs metadata.name', { pods: [{}] }],
    ['pods[0]: "Deployment" is no Pod', { pods: [{ kind: 'Deployment', metadata: { name: 'a' } }] }],
    ['pods[0].metadata.name: Invalid value: "A B/c"', { pods: [podWith({ containers }, { name: 'A B/c' })] }],
    ['pods[0].metadata.name: 5 must be a non-empty string', { pods: [podWith({ containers }, { name: 5 })] }],
    ['pods[0]: a Pod needs spec.containers', { pods: [podWith({})] }],
    ['pods[0].spec.containers: "x" is not a list', { pods: [podWith({ containers: 'x' })] }],
    ['pods[0].spec.containers[0].name: undefined', { pods: [podWith({ containers: [{ image: 'x' }] })] }],
    [
      'pods[0]: spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container',
      {
        pods: [
          podWith({
            containers,
            ephemeralContainers: [{ name: 'd', image: 'x:1', ports: [{ containerPort: 1 }] }],
          }),
        ],
      },
    ],
    ['pods: default/web is given twice', { pods: [webPod(), webPod()] }],
    ['fault.action: undefined is not an object', { faults: [{}] }],
    ['fault.action.kind: "dorp" is none of "drop"', { faults: [{ action: { kind: 'dorp' } }] }],
    ['fault.action.when: undefined is none of', { faults: [{ action: { kind: 'drop' } }] }],
    [
      'fault.action.code: 200 must be an HTTP status from 400 to 599',
      { faults: [{ action: { kind: 'status', code: 200 } }] },
    ],
    ['fault.path: 5 is not a string', { faults: [{ path: 5, action: { kind: 'delay', ms: 1 } }] }],
  ])('%s', async (message, options) => {
    const error = await startApiServer(options as ApiServerOptions).then(
      (server) => server.close(),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message.slice(0, message.length)).toBe(message);
  });
});

test('a server that does not start leaves a process with nothing to wait for', async () => {
  const child = spawn(process.execPath, [findProgram('testing/programs/failed-start')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: hang,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect([code, output.split('\n')]).toEqual([0, ['EADDRINUSE', 'TypeError', '0', '']]);
});

describe('a Pod', () => {
  test('is given as people write it', async () => {
    const metadata = { name: 'web', labels: { app: 'web' }, annotations: { a: 'b' }, finalizers: ['x.io/a'] };
    await using server = await startApiServer({ pods: [{ metadata, spec: { containers } }] });
    expect(server.getPod('web')?.metadata).toMatchObject(metadata);
  });

  test('is given as client-node has it', async () => {
    const pod: V1Pod = {
      metadata: { name: 'web', labels: { app: 'web' }, creationTimestamp: new Date(0) },
      spec: { containers },
    };
    await using server = await startApiServer({ pods: [pod] });
    expect(server.getPod('web')?.metadata.creationTimestamp).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('setPod', () => {
  const label = (server: { url: string }, value: string): ReturnType<typeof send> =>
    send(`${server.url}/api/v1/namespaces/default/pods/web`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body: JSON.stringify({ metadata: { labels: { value } } }),
    });

  test('on a Pod there is makes one that can be changed again', async () => {
    await using server = await startApiServer({ pods: [webPod()] });
    server.setPod(webPod());
    expect((await label(server, 'a')).code).toBe(200);
    expect((await send(podUrl(server))).body.spec.containers[0].imagePullPolicy).toBe('IfNotPresent');
  });

  test('keeps nothing of what it is given, and gives nothing of what it keeps', async () => {
    await using server = await startApiServer();
    const given = { metadata: { name: 'web', labels: { a: 'b' } }, spec: { containers } };
    server.setPod(given);
    server.setPod(given);
    given.metadata.labels.a = 'c';
    const pod = server.getPod('web');
    if (pod !== undefined) pod.metadata.labels = {};
    expect(server.getPod('web')?.metadata.labels).toEqual({ a: 'b' });
  });
});
