import { describe, expect, test } from 'vitest';
import { untilAttached } from '../client/transport/until-attached.js';
import { withinSome } from '../limits.js';
import { endless, podOf, serveCli } from './with-server.js';

const cli = serveCli({
  pods: [podOf('web')],
  kubelet: {
    containers: [
      {
        image: 'never:1',
        failure: { reason: 'ErrImageNeverPull', message: 'Container image "never:1" is not present' },
      },
      {
        image: 'root:1',
        failure: {
          reason: 'CreateContainerConfigError',
          message: 'container has runAsNonRoot and image will run as root',
        },
      },
      { image: 'away:1', seenAfter: Number.POSITIVE_INFINITY },
      {
        image: 'attached:1',
        program: async (io) => {
          await untilAttached(cli.server(), io);
          await io.write('out\n');
          await io.writeError('err\n');
          return 3;
        },
      },
      endless,
    ],
  },
});
const image = ['--image', 'busybox'];

describe('run', () => {
  test('passes output through, each stream to its own, and the exit code', async () => {
    const { code, out, err } = await cli.run(['run', 'web', '--image', 'attached:1']);
    expect({ code, out }).toEqual({ code: 3, out: 'out\n' });
    expect(err).toMatch(/^err\ndebugger-[a-z0-9]{5} exited with code 3\n$/);
  });
  test('success is quiet', async () => {
    expect(await cli.run(['run', 'pod/web', ...image, '--', 'echo', 'hi'])).toEqual({
      code: 0,
      out: 'hi\n',
      err: '',
    });
  });
  test('-q omits the message about the exit code too', async () => {
    expect(await cli.run(['run', 'web', '-q', ...image, '--', 'sh', '-c', 'exit 5'])).toEqual({
      code: 5,
      out: '',
      err: '',
    });
  });
  test('piped input reaches its end', async () => {
    const input = 'line\n'.repeat(20_000);
    expect(await cli.run(['run', 'web', '-i', ...image, '--', 'cat'], input)).toEqual({
      code: 0,
      out: input,
      err: '',
    });
  });
  test('what follows -- is never a flag of ours, and -c names the container', async () => {
    const { out } = await cli.run([
      'run',
      'web',
      '-c',
      'named',
      ...image,
      '--',
      'echo',
      '-i',
      '--image',
      '--',
      'x',
    ]);
    expect(out).toBe('-i --image -- x\n');
    expect(JSON.parse((await cli.run(['list', 'web', '-o', 'json'])).out)).toContainEqual(
      expect.objectContaining({ name: 'named', image: 'busybox' }),
    );
  });
  test("kubectl debug's flags make kubectl's container", async () => {
    const args = [
      '-c',
      'flags',
      '--target',
      'app',
      '--profile',
      'netadmin',
      '--env',
      'A=1,B=2',
      '--env',
      'C=x,y',
      '--image-pull-policy=Never',
      '--arguments-only',
    ];
    await cli.run(['run', 'web', ...image, ...args, '--', 'echo']);
    const listed = JSON.parse((await cli.run(['list', 'web', '-o', 'json'])).out);
    const found = listed.find((item: { name: string }) => item.name === 'flags');
    expect(found.container).toMatchObject({
      name: 'flags',
      args: ['echo'],
      targetContainerName: 'app',
      imagePullPolicy: 'Never',
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
        { name: 'C', value: 'x,y' },
      ],
      securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } },
    });
  });
  test('-o json is one value with the outcome', async () => {
    const { code, out, err } = await cli.run([
      'run',
      'web',
      '-o',
      'json',
      ...image,
      '--',
      'sh',
      '-c',
      'echo hi; exit 4',
    ]);
    expect({ code, err }).toEqual({ code: 4, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      exitCode: 4,
      signal: 0,
      reason: 'Error',
      output: 'hi\n',
      pod: { namespace: 'default', name: 'web' },
    });
  });
});

describe('run, where the container does not start', () => {
  test.each([
    ['never:1', 'ErrImageNeverPull', 'leave --image-pull-policy Never out'],
    ['root:1', 'CreateContainerConfigError', 'give it a user that is not root'],
  ])('%s: the reason of the kubelet, and exit code 1', async (name, reason, hint) => {
    const { code, out, err } = await cli.run(['run', 'web', '--image', name]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`cannot start: ${reason}: `);
    expect(err).toContain(`  hint: `);
    expect(err).toContain(hint);
  });
  test('a deadline is 124, and what stays is said', async () => {
    await withinSome(async (limit) => {
      const name = `never-seen-${limit}`;
      const args = ['-c', name, '--image', 'away:1', '--timeout', `${limit}ms`];
      const { code, err } = await cli.run(['run', 'web', ...args]);
      expect(code).toBe(124);
      expect(err).toContain(`${name} stays in Pod web`);
      expect(err).toContain(`error: deadline of ${limit / 1_000} s passed`);
    });
  });
  test('Ctrl-C is 130', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const started = cli.start(['run', 'web', '-c', 'slow', '--image', 'endless:1'], '', { signal });
    await expect.poll(started.out).toBe('begun\n');
    controller.abort(new Error('interrupted'));
    const { code, err } = await started.ended;
    expect(code).toBe(130);
    expect(err).toContain(
      'slow keeps running in Pod web; it cannot be removed; follow its log with: ephemeral-containers logs web -n default -c slow -f\n',
    );
  });
  test('an invalid container is told with all causes', async () => {
    const { code, err } = await cli.run(['run', 'web', ...image, '--target', 'nosuch', '-c', 'Bad_Name']);
    expect(code).toBe(1);
    expect(err).toContain(
      'targetContainerName: Not found: "nosuch"\n    hint: containers of this Pod: app\n',
    );
    expect(err).toContain('name: Invalid value: "Bad_Name": ');
  });
  test('-o json has the Status of the API server, or one in its form', async () => {
    const missing = await cli.run(['run', 'nosuch', ...image, '-o', 'json']);
    expect(JSON.parse(missing.out)).toMatchObject({ kind: 'Status', reason: 'NotFound', code: 404 });
    const invalid = await cli.run(['run', 'web', ...image, '--target', 'nosuch', '--output=json']);
    expect(JSON.parse(invalid.out)).toMatchObject({
      reason: 'Invalid',
      details: { causes: [{ reason: 'FieldValueNotFound' }] },
    });
    const stuck = await cli.run(['run', 'web', '--image', 'never:1', '-ojson']);
    expect(JSON.parse(stuck.out)).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'ErrImageNeverPull',
      code: 500,
      details: { name: expect.stringMatching(/^debugger-/), kind: 'EphemeralContainer' },
    });
    const args = ['-c', 'timed', '--image', 'away:1', '--timeout', '2s', '-o', 'json'];
    for (const command of ['run', 'add']) {
      expect(JSON.parse((await cli.run([command, 'web', ...args])).out)).toMatchObject({
        reason: 'Timeout',
        code: 504,
        details: { name: 'timed', kind: 'EphemeralContainer' },
      });
    }
  });
  test('no such Pod', async () => {
    expect(await cli.run(['run', 'nosuch', ...image])).toEqual({
      code: 1,
      out: '',
      err: 'error: pods "nosuch" not found in namespace "default"\n',
    });
  });
});
