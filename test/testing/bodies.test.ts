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

function create(body: string | Uint8Array<ArrayBuffer>, type: string): Promise<Answer> {
  return send(`${server.url}/api/v1/namespaces/default/pods?dryRun=All`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body,
  });
}

test('what is created is sent in JSON or protobuf', async () => {
  const { code, body } = await create('kind: Pod', 'application/yaml');
  expect([code, body.message]).toEqual([415, expect.stringContaining(`application/json, ${protobuf}`)]);
});

test.each([
  ['{', 'unexpected end of JSON input ({)'],
  ['{"a": "b', 'unexpected end of JSON input ({"a": "b)'],
  ['[]', 'json: cannot unmarshal array ([])'],
])('%s is no Pod', async (text, problem) => {
  const { code, body } = await create(text, 'application/json');
  const start =
    "the object provided is unrecognized (must be of type Pod): couldn't get version/kind; json parse error: ";
  expect([code, body.message]).toEqual([400, `${start}${problem}`]);
});

describe('YAML of an apply', () => {
  const apply = (body: string): Promise<Answer> =>
    send(podUrl(server, '/ephemeralcontainers?fieldManager=x&dryRun=All'), {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/apply-patch+yaml' },
      body,
    });
  const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]']
    .concat([0, 1, 2].map((level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`)}]`))
    .join('\n');

  test.each([
    ['a: {b', /^error encoding patch: yaml: Flow map/],
    ['a: b\na: c', /^error encoding patch: yaml: Map keys must be unique/],
    [bomb, /^error encoding patch: yaml: Excessive alias count/],
    ['- a', /^error decoding patch: it is no object$/],
  ])('that is none: %j', async (text, message) => {
    const { code, body } = await apply(text);
    expect([code, body.message]).toEqual([400, expect.stringMatching(message)]);
  });
});

describe('protobuf', () => {
  const bytes = (...parts: (string | readonly number[])[]): Uint8Array<ArrayBuffer> =>
    new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
  const type = [0x0a, 9, 0x0a, 2, 0x76, 0x31, 0x12, 3, 0x50, 0x6f, 0x64];

  test.each([
    [bytes('hello'), 'expected prefix [107 56 115 0]'],
    [bytes('k8s\0'), 'empty body'],
    [bytes(), 'empty data'],
    [bytes('k8s\0', type, [0x12, 0x20, 0x0a]), 'unexpected EOF'],
    [bytes('k8s\0', type, [0x12, 2, 0x0a, 0x20]), 'unexpected EOF'],
  ])('that is none: %#', async (body, problem) => {
    const { code, body: status } = await create(body, protobuf);
    expect([code, status.message]).toEqual([400, expect.stringContaining(problem)]);
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
