import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { type Answer, podUrl, send, webPod } from './pods.js';

let server: ApiServer;
beforeEach(async () => {
  server = await startApiServer({ pods: [webPod()] });
});
afterEach(() => server.close());

const protobuf = 'application/vnd.kubernetes.protobuf';

function create(body: string | Uint8Array<ArrayBuffer>, type: string, query = ''): Promise<Answer> {
  return send(`${server.url}/api/v1/namespaces/default/pods?dryRun=All${query}`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body,
  });
}

function podYaml(name: string, more = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n${more}spec: {containers: [{name: a, image: b}]}\n`;
}

const bomb = [
  'a0: &a0 [x,x,x,x,x,x,x,x,x,x]',
  ...Array.from(
    { length: 7 },
    (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`)}]`,
  ),
].join('\n');

// messages: kube-apiserver 1.37.2
describe('YAML that is none', () => {
  test.each([
    ['a: {b\n', "line 1: did not find expected ',' or '}' (613a207b620a)"],
    ['a: [b\n', "line 1: did not find expected ',' or ']' (613a205b620a)"],
    ['a: "b\n', 'line 2: found unexpected end of stream (613a2022620a)'],
    ['a:\n\tb: 1\n', 'line 2: found character that cannot start any token (613a0a09623a20310a)'],
    ['a: b: c\n', 'mapping values are not allowed in this context (613a20623a20630a)'],
    ['a:\n  b: 1\n c: 2\n', 'line 2: did not find expected key (613a0a2020623a20310a20633a20320a)'],
    ['a: *x\n', "unknown anchor 'x' referenced (613a202a780a)"],
    [
      bomb,
      'document contains excessive aliasing (61303a20266130205b782c782c782c782c782c782c782c782c782c785d0a ...)',
    ],
  ])('%j', async (text, problem) => {
    const { code, body } = await create(text, 'application/yaml');
    expect([code, body.message]).toEqual([
      400,
      `the object provided is unrecognized (must be of type Pod): yaml: ${problem}`,
    ]);
  });
});

describe('YAML', () => {
  test('is of 1.1', async () => {
    const { code, body } = await create(podYaml('x', '  labels: {a: yes}\n'), 'application/yaml');
    expect([code, body.message]).toEqual([
      400,
      'Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string',
    ]);
    expect((await create(podYaml('x', '  labels: {a: 2001-01-01}\n'), 'application/yaml')).code).toBe(201);
  });

  test('may have a key twice, with a warning', async () => {
    const text = podYaml('xa', '  name: xb\n');
    const warned = await create(text, 'application/yaml');
    expect([warned.code, warned.headers.get('warning'), warned.body.metadata.name]).toEqual([
      201,
      '299 - "line 5: key \\"name\\" already set in map"',
      'xb',
    ]);
    const { body } = await create(text, 'application/yaml', '&fieldValidation=Strict');
    expect(body.message).toBe(
      'Pod in version "v1" cannot be handled as a Pod: strict decoding error: yaml: unmarshal errors:\n  line 5: key "name" already set in map',
    );
  });

  test('of an apply may not be a bomb, nor strictly have a key twice', async () => {
    const apply = (body: string, query = ''): Promise<Answer> =>
      send(podUrl(server, `?fieldManager=x&dryRun=All${query}`), {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/apply-patch+yaml' },
        body,
      });
    expect((await apply(bomb)).body.message).toBe(
      'error encoding patch: yaml: document contains excessive aliasing',
    );
    const twice = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  name: web\n';
    expect((await apply(twice)).headers.get('warning')).toBe(
      '299 - "line 5: key \\"name\\" already set in map"',
    );
    expect((await apply(twice, '&fieldValidation=Strict')).body.message).toBe(
      'error strict decoding patch: error converting YAML to JSON: yaml: unmarshal errors:\n  line 5: key "name" already set in map',
    );
  });
});

describe('protobuf', () => {
  const bytes = (...parts: (string | readonly number[])[]): Uint8Array<ArrayBuffer> =>
    new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
  const type = [0x0a, 9, 0x0a, 2, 0x76, 0x31, 0x12, 3, 0x50, 0x6f, 0x64];

  test.each([
    [
      bytes('hello'),
      'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]',
    ],
    [bytes('k8s\0'), 'empty body'],
    [bytes(), 'empty data'],
    [bytes('k8s\0', type, [0x12, 0x20, 0x0a]), 'unexpected EOF'],
  ])('that is none: %#', async (body, problem) => {
    const { code, body: status } = await create(body, protobuf);
    const shown = body.length === 0 ? '<empty>' : Buffer.from(body).toString('hex');
    expect([code, status.message]).toEqual([
      400,
      `the object provided is unrecognized (must be of type Pod): ${problem} (${shown})`,
    ]);
  });

  test('of a Pod that is cut off', async () => {
    const { body } = await create(bytes('k8s\0', type, [0x12, 2, 0x0a, 0x20]), protobuf);
    expect(body.message).toBe('Pod in version "v1" cannot be handled as a Pod: unexpected EOF');
  });

  test('of a review is read', async () => {
    const samples = JSON.parse(
      readFileSync(new URL('./protocol/protobuf-1.37.json', import.meta.url), 'utf8'),
    ) as { kind: string; body: string }[];
    const sample = samples.find(({ kind }) => kind === 'SelfSubjectRulesReview');
    expect(sample).toBeDefined();
    const { code } = await send(`${server.url}/apis/authorization.k8s.io/v1/selfsubjectrulesreviews`, {
      method: 'POST',
      headers: { 'Content-Type': protobuf },
      body: new Uint8Array(Buffer.from(sample?.body ?? '', 'base64')),
    });
    expect(code).toBe(201);
  });
});
