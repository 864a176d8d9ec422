import { describe, expect, it } from 'vitest';
import type { ContainerEvent, FleetOptions } from '../../src/client/index.js';
import { hang } from '../limits.js';
import { errorOf, type Get } from './context.js';
import { busybox, podManifest } from './target.js';

export function describeRun(get: Get): void {
  describe('run', () => {
    it('returns the exit code and the output', async () => {
      const { client, ref } = get();
      const result = await client.run(ref, { ...busybox, command: ['sh', '-c', 'echo out; exit 3'] });
      expect(result).toMatchObject({ exitCode: 3, reason: 'Error', signal: 0 });
      expect(result.output.toString()).toBe('out\n');
    });
    it('feeds the input to its end, and gives back every byte', async () => {
      const { client, ref } = get();
      const stdin = Buffer.from(`one\r\ntwo\n${'x'.repeat(100_000)}\n\u0000\u0001no line end`);
      const result = await client.run(
        ref,
        { ...busybox, command: ['sh', '-c', 'cat; sleep 0.5'] },
        { stdin },
      );
      expect(result.exitCode).toBe(0);
      expect(result.output.equals(stdin)).toBe(true);
    });
    it('passes on at once what was written before the attach', async () => {
      const { client, ref } = get();
      let tellSeen = () => {};
      const seen = new Promise<void>((resolve) => {
        tellSeen = resolve;
      });
      const stdin = (async function* () {
        await seen;
        yield 'in\n';
      })();
      let text = '';
      const stdout = (bytes: Buffer) => {
        text += bytes.toString();
        if (text.includes('early\n')) tellSeen();
      };
      const command = ['sh', '-c', 'echo early; printf "part; "; read line; echo "got $line"; sleep 0.5'];
      await client.run(ref, { ...busybox, command }, { stdin, stdout, timeout: hang });
      expect(text).toBe('early\npart; got in\n');
    });
    it('passes on the beginning of a line, which may ask for input', async () => {
      const { client, ref } = get();
      let text = '';
      let tellAsked = () => {};
      const asked = new Promise<void>((resolve) => {
        tellAsked = resolve;
      });
      const stdin = (async function* () {
        yield 'go\n';
        await asked;
        yield 'yes\n';
      })();
      const stdout = (bytes: Buffer) => {
        text += bytes.toString();
        if (text.includes('sure? ')) tellAsked();
      };
      const command = [
        'sh',
        '-c',
        'echo early; read go; sleep 1; printf "sure? "; read line; echo "got $line"; sleep 0.5',
      ];
      await client.run(ref, { ...busybox, command }, { stdin, stdout, timeout: hang });
      expect(text).toBe('early\nsure? got yes\n');
    });
    it('has what was written before the attach, once, and tells the streams apart', async () => {
      const { client, ref } = get();
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      // What is read was attached to before; the output a moment later.
      const script =
        'echo early; read go; sleep 1; echo out1; echo err1 >&2; echo out2; echo err2 >&2; cat; sleep 0.5';
      const { exitCode } = await client.run(
        ref,
        { ...busybox, command: ['sh', '-c', script] },
        {
          stdin: 'go\nlate\n',
          stdout: (bytes) => void out.push(bytes),
          stderr: (bytes) => void err.push(bytes),
        },
      );
      expect(exitCode).toBe(0);
      expect(Buffer.concat(out).toString()).toBe('early\nout1\nout2\nlate\n');
      expect(Buffer.concat(err).toString()).toBe('err1\nerr2\n');
    });
  });
}

export function describeStart(get: Get): void {
  describe('what cannot start is named', () => {
    const failures = [
      [
        'an image that may not be pulled',
        { image: 'nosuch.invalid/x:1', imagePullPolicy: 'Never' },
        /ErrImageNeverPull/,
      ],
      ['a name that is none', { image: 'UPPER/Case', imagePullPolicy: 'IfNotPresent' }, /InvalidImageName/],
      ['an image that is not there', { image: 'nosuch.invalid/x:1' }, /ErrImagePull|ImagePullBackOff/],
      ['a program that is not there', { ...busybox, command: ['/nosuch'] }, /StartError|RunContainerError/],
      [
        'root where it may not be',
        { ...busybox, securityContext: { runAsNonRoot: true } },
        /CreateContainerConfigError/,
      ],
    ] as const;
    it.each(failures)('%s', async (_, container, reason) => {
      const { client, target, ref } = get();
      const name = `fail-${Math.random().toString(36).slice(2, 8)}`;
      await target.createPod({ name });
      const session = await client.add({ ...ref, name }, container as typeof busybox);
      const error = await errorOf(session.waitForRunning({ imagePullTimeout: 500, timeout: hang }));
      expect(error).toMatchObject({ kind: 'start-failed', containerName: session.name });
      expect((error as { reason: string }).reason).toMatch(reason);
      expect((error as { detail: string }).detail).not.toBe('');
    });
    it('a volume of a Secret that is not there', async () => {
      const { client, target, ref } = get();
      const { spec } = podManifest({ name: 'secretive' });
      const volumes = [{ name: 'keys', secret: { secretName: 'nope' } }];
      await target.createPod({ name: 'secretive', spec: { ...spec, volumes } });
      const container = { ...busybox, volumeMounts: [{ name: 'keys', mountPath: '/keys' }] };
      const session = await client.add({ ...ref, name: 'secretive' }, container);
      const error = await errorOf(session.waitForRunning({ imagePullTimeout: 500, timeout: hang }));
      expect(error).toMatchObject({
        kind: 'start-failed',
        reason: 'FailedMount',
        detail: 'MountVolume.SetUp failed for volume "keys" : secret "nope" not found',
        events: [{ type: 'Warning', reason: 'FailedMount' }],
      });
    });
    it('after its events were told', async () => {
      const { client, target, ref } = get();
      await target.createPod({ name: 'events' });
      const session = await client.add({ ...ref, name: 'events' }, { image: 'nosuch.invalid/y:1' });
      const events: string[] = [];
      const onEvent = ({ reason }: ContainerEvent) => void events.push(reason);
      await errorOf(session.waitForRunning({ timeout: hang, imagePullTimeout: 3_000, onEvent }));
      expect(events).toContain('Pulling');
      expect(events).toContain('Failed');
    });
  });
}

export function describeSessions(get: Get): void {
  describe('sessions', () => {
    it('wait, attach, follow the log and end', async () => {
      const { client, ref } = get();
      const script = 'echo before; sleep 1; read line; echo got $line; cat; sleep 0.5; exit 7';
      const session = await client.add(ref, {
        ...busybox,
        command: ['sh', '-c', script],
        stdin: true,
        stdinOnce: true,
      });
      await session.waitForRunning();
      const out: Buffer[] = [];
      const attached = await session.attach({
        stdin: 'a line\nrest\n',
        stdout: (bytes) => void out.push(bytes),
      });
      expect(await attached.done).toBe('ended');
      expect(Buffer.concat(out).toString()).toBe('before\ngot a line\nrest\n');
      expect(await session.waitForExit()).toMatchObject({ exitCode: 7, reason: 'Error' });
      const log: Buffer[] = [];
      for await (const bytes of session.logs({ follow: true })) log.push(bytes);
      expect(Buffer.concat(log).toString()).toBe('before\ngot a line\nrest\n');
    });
    it('are detached by keys, and found again', async () => {
      const { client, ref } = get();
      const container = {
        name: 'shell',
        ...busybox,
        command: ['sh', '-c', 'sleep 100'],
        stdin: true,
        tty: true,
      };
      const session = await client.add(ref, container);
      await session.waitForRunning();
      const stdin = Uint8Array.of(0x10, 0x11);
      expect(await (await session.attach({ stdin })).done).toBe('detached');
      const found = await client.findRunning(ref, { namePrefix: 'shell', tty: true });
      expect(found?.name).toBe('shell');
      const listed = (await client.list(ref)).find(({ name }) => name === 'shell');
      expect(listed).toMatchObject({
        image: busybox.image,
        stdin: true,
        tty: true,
        state: { phase: 'running' },
      });
    });
    it('end with their Pod', async () => {
      const { client, target, ref } = get();
      await target.createPod({ name: 'short' });
      const session = await client.add({ ...ref, name: 'short' }, { ...busybox, command: ['sleep', '1000'] });
      await session.waitForRunning();
      const ended = errorOf(session.waitForExit({ timeout: hang }));
      await target.deletePod('short');
      const error = await ended;
      // The kubelet may tell of the container's end before the Pod is gone.
      expect(error).toMatchObject({ kind: 'pod-terminated' });
    });
    it('stop at a deadline that says what was waited for, and at a signal', async () => {
      const { client, ref } = get();
      const session = await client.add(ref, { ...busybox, command: ['sleep', '1000'] });
      await session.waitForRunning();
      const late = await errorOf(session.waitForExit({ timeout: 300 }));
      expect(late).toMatchObject({ kind: 'deadline', timeout: 300 });
      expect((late as Error).message).toContain(`the end of ephemeral container "${session.name}"`);
      const controller = new AbortController();
      const waiting = errorOf(session.waitForExit({ signal: controller.signal }));
      controller.abort(new Error('enough'));
      expect(await waiting).toMatchObject({ kind: 'aborted', cause: new Error('enough') });
    });
    it('are had of many Pods at once', async () => {
      const { client, target, ref } = get();
      const labels = { app: 'fleet' };
      await Promise.all(['fleet-a', 'fleet-b', 'fleet-c'].map((name) => target.createPod({ name, labels })));
      const outputs = new Map<string, string>();
      const selector = { namespace: ref.namespace, labelSelector: 'app=fleet' };
      const container = { ...busybox, command: ['echo', 'hello'] };
      for await (const result of client.fleet(selector, container, { until: 'exit', concurrency: 2 })) {
        if (result.ok) outputs.set(result.podKey.name, result.run?.output.toString() ?? '');
      }
      expect(Object.fromEntries(outputs)).toEqual({
        'fleet-a': 'hello\n',
        'fleet-b': 'hello\n',
        'fleet-c': 'hello\n',
      });
    });
    it('pass on what each of many Pods writes', async () => {
      const { client, target } = get();
      const pods = await Promise.all(['each-a', 'each-b'].map((name) => target.createPod({ name })));
      const passed = new Map<string, string>();
      const added = new Map<string, string>();
      const perPod: FleetOptions['perPod'] = ({ name }) => ({
        stdout: (bytes) => void passed.set(name, `${passed.get(name) ?? ''}${bytes}`),
        onAdded: ({ containerName }) => void added.set(name, containerName),
      });
      const container = { ...busybox, command: ['sh', '-c', 'echo out; echo more; sleep 0.5'] };
      for await (const result of client.fleet(pods, container, { until: 'exit', perPod })) {
        expect(result).toMatchObject({ ok: true, run: { containerName: added.get(result.podKey.name) } });
      }
      expect(passed.size).toBe(2);
      for (const text of passed.values()) expect(text).toBe('out\nmore\n');
      for await (const result of client.fleet(pods, { ...busybox, command: ['true'] }, { perPod })) {
        expect(result).toMatchObject({ ok: true, session: { name: added.get(result.podKey.name) } });
      }
    });
  });
}
