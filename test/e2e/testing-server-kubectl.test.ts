import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { untilAttached } from '../client/transport/until-attached.js';
import { untilTerminated, webPod } from '../testing/pods.js';

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The kubectl programs that the test cluster has built. */
function findKubectls(): string[] {
  const cluster = process.env['CLUSTER_DIR'] ?? join(homedir(), '.cache/one-node-cluster');
  if (!existsSync(cluster)) return [];
  return readdirSync(cluster)
    .filter((name) => name.startsWith('bin-'))
    .map((name) => join(cluster, name, 'kubectl'))
    .filter((path) => existsSync(path));
}

describe.each(findKubectls())('%s', (program) => {
  const directory = mkdtempSync(join(tmpdir(), 'kubectl-'));
  const file = join(directory, 'kubeconfig');
  let server: ApiServer;

  beforeAll(() => writeFileSync(file, ''));
  afterAll(() => rmSync(directory, { recursive: true }));
  beforeEach(async () => {
    server = await startApiServer({ pods: [webPod()] });
    writeFileSync(file, server.kubeConfigYaml);
  });
  afterEach(() => server.close());

  /** With `input`, its standard input is left open: at the end of it kubectl shows no more output. */
  function kubectl(args: readonly string[], input?: string): Promise<Outcome> {
    const child = spawn(program, ['--kubeconfig', file, '--cache-dir', directory, ...args], {
      env: { HOME: directory, PATH: process.env['PATH'] },
      timeout: 120_000,
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      output.stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output.stderr += chunk.toString();
    });
    child.stdin.on('error', () => {});
    if (input === undefined) child.stdin.end();
    else child.stdin.write(input);
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...output })));
  }

  const isAttached = (): boolean =>
    server.requests.some(({ path, status }) => path.endsWith('/attach') && status() === 101);

  const debug = (name: string, ...rest: string[]): string[] => [
    ...['debug', 'web', '--image=busybox:1', '-c', name, '--profile=general'],
    ...rest,
  ];

  test('version, get, auth can-i, delete', async () => {
    expect((await kubectl(['version'])).stdout).toContain('Server Version: v1.37');
    expect((await kubectl(['get', 'pods', '-o', 'name'])).stdout).toBe('pod/web\n');
    expect(
      await kubectl(['auth', 'can-i', 'patch', 'pods', '--subresource=ephemeralcontainers']),
    ).toMatchObject({
      code: 0,
      stdout: 'yes\n',
    });
    expect(await kubectl(['get', 'pod', 'nosuch'])).toMatchObject({
      code: 1,
      stderr: 'Error from server (NotFound): pods "nosuch" not found\n',
    });
    expect((await kubectl(['delete', 'pod', 'web'])).code).toBe(0);
    expect(server.getPod('web')).toBeUndefined();
  });

  test('debug adds a container, logs reads it', async () => {
    const outcome = await kubectl(debug('dbg', '--target=app', '--', 'sh', '-c', 'echo hello; exit 3'));
    expect(outcome.code).toBe(0);
    expect((await untilTerminated(server, 'dbg')).exitCode).toBe(3);
    expect(server.getPod('web')?.spec.ephemeralContainers?.[0]).toMatchObject({
      targetContainerName: 'app',
      securityContext: { capabilities: { add: ['SYS_PTRACE'] } },
      terminationMessagePolicy: 'File',
    });
    expect((await kubectl(['logs', 'web', '-c', 'dbg'])).stdout).toBe('hello\n');
  });

  test('debug copies a Pod, wait waits for the copy; who and what one may be is told', async () => {
    const copied = await kubectl(debug('dbg', '--copy-to=copy', '--', 'sleep', '100'));
    expect(copied).toMatchObject({ code: 0, stderr: '' });
    expect((await kubectl(['wait', '--for=condition=Ready', 'pod/copy'])).stdout).toBe(
      'pod/copy condition met\n',
    );
    expect(server.getPod('copy')?.spec.containers.map(({ name }) => name)).toEqual(['app', 'dbg']);
    // these are what kubectl sends in protobuf
    const sent = server.requests.filter(({ headers }) => /protobuf/.test(String(headers['content-type'])));
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/v1/namespaces/default/pods',
    ]);
    expect((await kubectl(['auth', 'can-i', '--list'])).stdout).toContain('*.*');
    expect((await kubectl(['auth', 'whoami'])).stdout).toContain('kubernetes-admin');
  });

  test('debug -i attaches: input and output pass', async () => {
    const running = kubectl(
      debug('dbg', '-i', '-q', '--', 'sh', '-c', 'read line; echo "got $line"; sleep 1'),
      'x\n',
    );
    expect((await running).stdout).toContain('got x\n');
    await untilTerminated(server, 'dbg');
    expect((await kubectl(['logs', 'web', '-c', 'dbg'])).stdout).toBe('got x\n');
  });

  test('attach shows what is written from then on', async () => {
    await server.close();
    server = await startApiServer({
      pods: [webPod()],
      kubelet: {
        containers: [
          {
            name: 'dbg',
            program: async (io) => {
              await io.write('early\n');
              await untilAttached(server, io);
              await io.write('late\n');
              return 0;
            },
          },
        ],
      },
    });
    writeFileSync(file, server.kubeConfigYaml);
    await kubectl(debug('dbg'));
    expect((await kubectl(['attach', 'web', '-c', 'dbg', '-q'])).stdout).toBe('late\n');
  });

  test('debug says what the server refuses', async () => {
    const outcome = await kubectl(['debug', 'web', '--image=busybox:1', '-c', 'app', '--profile=general']);
    expect(outcome).toMatchObject({ code: 1 });
    expect(outcome.stderr).toContain('spec.ephemeralContainers[0].name: Duplicate value: "app"');
  });

  test('debug finds a container that starts late', async () => {
    await server.close();
    server = await startApiServer({
      pods: [webPod()],
      kubelet: {
        containers: [
          {
            name: 'dbg',
            startsAfter: 1500,
            program: async (io) => {
              await untilAttached(server, io);
              await io.write('there\n');
              return 0;
            },
          },
        ],
      },
    });
    writeFileSync(file, server.kubeConfigYaml);
    const outcome = await kubectl(debug('dbg', '-i', '-q'));
    expect(outcome.code).toBe(0);
    expect(isAttached()).toBe(true);
  });
});

test('there is a kubectl to test with', () => {
  expect(findKubectls(), 'run test/cluster/up first: it builds kubectl').not.toEqual([]);
});
