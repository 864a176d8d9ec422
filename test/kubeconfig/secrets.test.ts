import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { captureIo } from '../cli/captured-io.js';
import { type Stand, startStand } from './beside/stand.js';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.close());

const secret = 'S3cretOfTheUser';
const exec = (answer: string, code = 0) => ({
  apiVersion: 'client.authentication.k8s.io/v1',
  command: '/bin/sh',
  args: ['-c', `printf '%s' '${answer}'; exit ${code}`],
  interactiveMode: 'Never',
});

/** Users, clusters and texts of which something is wrong, with a secret beside it. */
const broken: readonly (readonly [
  string,
  { readonly user?: object; readonly cluster?: object; readonly text?: string },
])[] = [
  ['a refused token', { user: { token: secret } }],
  ['a refused password', { user: { username: 'me', password: secret } }],
  ['a token that no header may have', { user: { token: `${secret}\n` } }],
  ['a token of a wrong type', { user: { token: [secret] } }],
  ['a token and a password', { user: { token: secret, username: 'me', password: secret } }],
  [
    'a key that is none',
    {
      user: {
        'client-certificate-data': '{{certData}}',
        'client-key-data': Buffer.from(secret).toString('base64'),
      },
    },
  ],
  ['a key that is no base64', { user: { 'client-key-data': `${secret}!` } }],
  ['a plugin that answers no JSON', { user: { exec: exec(`{"token": "${secret}"`) } }],
  ['a plugin that answers a token alone', { user: { exec: exec(secret) } }],
  [
    'a plugin that answers the wrong kind',
    { user: { exec: exec(`{"kind":"X","status":{"token":"${secret}"}}`) } },
  ],
  [
    'a plugin that answers a wrong type',
    {
      user: {
        exec: exec(`{"apiVersion":"client.authentication.k8s.io/v1","status":{"token":["${secret}"]}}`),
      },
    },
  ],
  [
    'a plugin whose token is refused',
    {
      user: { exec: exec(`{"apiVersion":"client.authentication.k8s.io/v1","status":{"token":"${secret}"}}`) },
    },
  ],
  ['a plugin that fails', { user: { exec: exec(secret, 1) } }],
  ['a proxy that is none', { cluster: { 'proxy-url': `ftp://me:${secret}@127.0.0.1:1` } }],
  ['a proxy that cannot be read', { cluster: { 'proxy-url': `http://me:${secret}@[` } }],
  ['a proxy that is not there', { cluster: { 'proxy-url': `http://me:${secret}@127.0.0.1:1` } }],
  [
    'a proxy of SOCKS that refuses',
    { cluster: { 'proxy-url': `socks5://me:${secret}@127.0.0.1:{{socksLoginProxy}}` } },
  ],
  ['a server with a password', { cluster: { server: `https://me:${secret}@127.0.0.1:1` } }],
  ['a server that is none', { cluster: { server: `ftp://me:${secret}@127.0.0.1:1` } }],
  ['YAML that is broken', { text: `users: [{name: u, user: {token: ${secret}}` }],
  ['YAML with an alias that is none', { text: `users: [{name: u, user: {token: *${secret}}}]` }],
];

describe('no secret is told', () => {
  it.each(broken)('%s', async (_, { user = { token: secret }, cluster = {}, text }) => {
    stand.answer(401);
    const file = join(stand.folder, 'config');
    const config = {
      clusters: [
        {
          name: 'k',
          cluster: { server: 'https://127.0.0.1:{{https}}', 'insecure-skip-tls-verify': true, ...cluster },
        },
      ],
      users: [{ name: 'u', user }],
      contexts: [{ name: 'c', context: { cluster: 'k', user: 'u' } }],
      'current-context': 'c',
    };
    const filled = (text ?? JSON.stringify(config)).replace(
      /\{\{(\w+)\}\}/g,
      (all, name: string) => stand.values[name] ?? all,
    );
    writeFileSync(file, filled);
    const shown: string[] = [];
    try {
      const stderr = new PassThrough().on('data', (bytes) => shown.push(String(bytes)));
      const client = EphemeralContainersClient.fromKubeConfigFile(file, { stderr, stdin: {} });
      shown.push(inspect(client, { depth: 20, showHidden: true }));
      try {
        await client.selectPods({}, { timeout: 2000 });
      } finally {
        shown.push(inspect(client, { depth: 20, showHidden: true }));
        client.close();
      }
    } catch (error) {
      shown.push(inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error));
    }
    const io = { ...captureIo(), env: { KUBECONFIG: file, PATH: process.env['PATH'] } };
    await runCli(['list', '-o', 'json', '--timeout', '2s'], io);
    shown.push(io.out(), io.err());
    expect(shown.join('\n')).not.toContain(secret);
    expect(shown.join('\n')).not.toContain(Buffer.from(secret).toString('base64').slice(0, 16));
    expect(io.err()).toMatch(/^(warning|error): /);
  });
});
