import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { EphemeralContainersClient, type KubeConfigOptions } from '../../src/client/index.js';
import { createAuthority } from '../client/transport/certificates.js';
import { setLoginStand } from '../client/transport/login-stand.js';
import { ref } from '../client/transport/stand.js';
import { errorOf } from '../contract/context.js';
import { hang } from '../limits.js';

const stand = setLoginStand();
const { add, letIn, lastRequest } = stand;
const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const apiVersion = 'client.authentication.k8s.io/v1';

/** Gives the answer of the file `answer`, says so, and counts. */
const script = `#!/bin/sh
cd "$(dirname "$0")"
echo x >> calls
echo "open https://login.example and enter ABC" >&2
[ -e hang ] && sleep 3600
cat answer
`;

function connect(user: object, options: KubeConfigOptions = {}): EphemeralContainersClient {
  const config = {
    clusters: [
      { name: 'k', cluster: stand.cluster },
      { name: 'secure', cluster: { server: 'https://127.0.0.1:1' } },
    ],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'c', context: { cluster: 'k', user: 'u' } }],
    'current-context': 'c',
  };
  const file = join(stand.folder, 'config');
  writeFileSync(file, stringify(config));
  const quiet = { stderr: new PassThrough().resume(), stdin: {} };
  return add(EphemeralContainersClient.fromKubeConfigFile(file, { ...quiet, ...options }));
}

function connectPlugin(options: KubeConfigOptions = {}): EphemeralContainersClient {
  writeFileSync(join(stand.folder, 'login.sh'), script, { mode: 0o755 });
  return connect({ exec: { apiVersion, command: './login.sh', interactiveMode: 'IfAvailable' } }, options);
}

function answer(status: object): void {
  writeFileSync(join(stand.folder, 'answer'), JSON.stringify({ apiVersion, kind: 'ExecCredential', status }));
}

/** Whether a process of that number runs. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const calls = () => readFileSync(join(stand.folder, 'calls'), 'utf8').length / 2;

describe('a login plugin', () => {
  it.each([
    ['that says until when', { token: 'first', expirationTimestamp: inAnHour }, 1],
    ['that does not say until when', { token: 'first' }, 1],
    ['whose token has expired', { token: 'first', expirationTimestamp: '2020-01-01T00:00:00Z' }, 3],
  ])('%s is run as often as its token takes', async (_, status, times) => {
    const client = connectPlugin();
    answer(status);
    for (let left = 3; left > 0; left--) await client.list(ref);
    expect(calls()).toBe(times);
  });

  it('is run once for requests at the same time, and once more when they are refused', async () => {
    const client = connectPlugin();
    answer({ token: 'first' });
    await Promise.all(Array.from({ length: 5 }, () => client.list(ref)));
    expect(calls()).toBe(1);
    answer({ token: 'second' });
    letIn('second');
    await Promise.all(Array.from({ length: 5 }, () => client.list(ref)));
    expect(lastRequest()?.headers['authorization']).toBe('Bearer second');
    expect(calls()).toBe(2);
  });

  it('is heard while it runs, and ended with the call that waits for it', async () => {
    const stderr = new PassThrough({ encoding: 'utf8' });
    const client = connectPlugin({ stderr });
    writeFileSync(join(stand.folder, 'hang'), '');
    const controller = new AbortController();
    const error = errorOf(client.list(ref, { signal: controller.signal }));
    const [said] = (await stderr.iterator().next()).value.split('\n');
    expect(said).toBe('open https://login.example and enter ABC');
    controller.abort();
    expect(await error).toMatchObject({ kind: 'aborted' });
  });

  it('that leaves a program behind, which holds its output open, is not waited for', async () => {
    const left = join(stand.folder, 'left');
    const client = connect({
      exec: {
        apiVersion,
        command: '/bin/sh',
        args: ['-c', `sleep 600 & echo $! > ${left}; cat ${join(stand.folder, 'answer')}`],
        interactiveMode: 'Never',
      },
    });
    answer({ token: 'first' });
    await client.list(ref);
    // It runs still.
    process.kill(Number(readFileSync(left, 'utf8')));
  });

  it('that does not heed its end keeps no process', async () => {
    const own = join(stand.folder, 'own');
    const client = connect({
      exec: {
        apiVersion,
        command: '/bin/sh',
        args: ['-c', `trap '' TERM; echo $$ > ${own}; while :; do sleep 1; done`],
        interactiveMode: 'Never',
      },
    });
    const controller = new AbortController();
    const error = errorOf(client.list(ref, { signal: controller.signal }));
    await vi.waitUntil(() => existsSync(own) && readFileSync(own, 'utf8') !== '', { timeout: 30_000 });
    controller.abort();
    expect(await error).toMatchObject({ kind: 'aborted' });
    const pid = Number(readFileSync(own, 'utf8'));
    await vi.waitUntil(() => !isThere(pid), { timeout: 30_000 });
  });

  it('that is not there has its hint told', async () => {
    const client = connect({
      exec: {
        apiVersion,
        command: 'no-such-plugin',
        interactiveMode: 'Never',
        installHint: 'get \u001b[1mit',
      },
    });
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'unauthorized',
      message: expect.stringMatching(/executable no-such-plugin not found[\s\S]*\nget U\+001B\[1mit$/),
    });
  });
});

it('a token file is read anew, and its last token kept when it is gone for a moment', async () => {
  const file = join(stand.folder, 'token');
  writeFileSync(file, 'first\n');
  const client = connect({ tokenFile: 'token', token: 'inline' });
  await client.list(ref);
  letIn('second');
  writeFileSync(file, 'second');
  await client.list(ref);
  writeFileSync(file, '');
  await client.list(ref);
  expect(lastRequest()?.headers['authorization']).toBe('Bearer second');
});

it.each(['tokenFile', 'client-certificate', 'client-key'])(
  '%s may be a pipe to which nobody writes, and is not waited for',
  async (field) => {
    const pipe = join(stand.folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { cert, key } = createAuthority('test');
    for (const [name, text] of Object.entries({ cert, key })) writeFileSync(join(stand.folder, name), text);
    const pair = { 'client-certificate': 'cert', 'client-key': 'key' };
    const user = field === 'tokenFile' ? { [field]: 'pipe' } : { ...pair, [field]: 'pipe' };
    const client = connect(user, { cluster: 'secure' });
    expect(await errorOf(client.list(ref, { timeout: hang }))).toMatchObject({
      kind: 'unauthorized',
      message: expect.stringMatching(`${field} ${pipe} (is empty|holds no)`),
    });
  },
);

it('logs in ahead of the calls, so that they have their time for themselves', async () => {
  const client = connectPlugin();
  answer({ token: 'first' });
  await client.logIn();
  expect(stand.server.requests).toHaveLength(0);
  await client.list(ref, { timeout: 60_000 });
  expect(calls()).toBe(1);
});

it.each(['utf16le', 'utf8'] as const)(
  'a kubeconfig in %s with a byte order mark is read',
  async (encoding) => {
    const file = join(stand.folder, 'config');
    connect({ token: 'first' });
    writeFileSync(file, Buffer.from(`\ufeff${readFileSync(file, 'utf8')}`, encoding));
    await add(EphemeralContainersClient.fromKubeConfigFile(file)).list(ref);
    const swapped = Buffer.from(readFileSync(file));
    if (encoding === 'utf16le') writeFileSync(file, swapped.swap16());
    await add(EphemeralContainersClient.fromKubeConfigFile(file)).list(ref);
    expect(lastRequest()?.headers['authorization']).toBe('Bearer first');
  },
);

it('a kubeconfig that begins with many blank lines is read', async () => {
  const file = join(stand.folder, 'config');
  connect({ token: 'first' });
  writeFileSync(file, `${'\n'.repeat(10_000)}${readFileSync(file, 'utf8')}`);
  await add(EphemeralContainersClient.fromKubeConfigFile(file)).list(ref);
  expect(lastRequest()?.headers['authorization']).toBe('Bearer first');
});

it('says with a refusal which user of the kubeconfig is missing', async () => {
  const warnings: string[] = [];
  const file = join(stand.folder, 'config');
  const context = { cluster: 'k', user: 'ghost' };
  writeFileSync(
    file,
    stringify({
      clusters: [{ name: 'k', cluster: stand.cluster }],
      contexts: [{ name: 'c', context }],
      'current-context': 'c',
    }),
  );
  const client = add(
    EphemeralContainersClient.fromKubeConfigFile(file, { onWarning: (text) => warnings.push(text) }),
  );
  const sentence = `context "c" names user "ghost", which is not in ${file}`;
  expect(warnings).toEqual([sentence]);
  expect(await errorOf(client.list(ref))).toMatchObject({ message: expect.stringContaining(sentence) });
});
