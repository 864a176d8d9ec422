import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../../src/testing/index.js';
import { type Answer, converse } from './converse.js';

describe.each(['1.37'] as const)('the conversation recorded with kube-apiserver %s', (minor) => {
  const recorded = readFileSync(new URL(`./recorded-${minor}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  let server: ApiServer;
  let answers: readonly Answer[];

  beforeAll(async () => {
    server = await startApiServer({ minor, namespaces: { 'testing-protocol': {} } });
    answers = await converse({ url: server.url, namespace: 'testing-protocol' });
  });
  afterAll(() => server.close());

  test.each(recorded.map((answer) => [answer.name, answer] as const))('%s', (name, answer) => {
    expect(answers.find((candidate) => candidate.name === name)).toEqual(answer);
  });
});
