import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import type { Pod, StatusCause } from '../../src/index.js';
import { busybox, type ContractTarget } from './target.js';

export interface ContractContext {
  readonly target: ContractTarget;
  readonly client: EphemeralContainersClient;
  readonly ref: { readonly namespace: string; readonly name: string };
  readonly pod: Pod;
}

/** What the client must do, whatever API server it is that answers. */
export function describeClient(title: string, open: () => Promise<ContractTarget>): void {
  describe(title, () => {
    let at: ContractContext;
    const get = () => at;
    beforeAll(async () => {
      const target = await open();
      const pod = await target.createPod({ name: 'main' });
      const client = EphemeralContainersClient.fromKubeConfig(target.kubeConfig);
      at = { target, client, pod, ref: { namespace: target.namespace, name: 'main' } };
    }, 120_000);
    afterAll(async () => {
      at?.client.close();
      await at?.target.close();
    });
    describeAdd(get);
    describeRefusals(get);
    describeRun(get);
    describeStart(get);
    describeSessions(get);
  });
}

type Get = () => ContractContext;

const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('did not reject');
    },
    (error: unknown) => error,
  );

const textsOf = (causes: readonly StatusCause[]) =>
  causes.map(({ reason, field, message }) => `${reason} ${field} ${message}`).sort();

const names = (pod: Pod) => (pod.spec?.ephemeralContainers ?? []).map(({ name }) => name);

function describeAdd(get: Get): void {
  describe('add', () => {
    it('is one request with the Pod in hand, and appends', async () => {
      const { client, target, ref } = get();
      await client.add(ref, { name: 'first', ...busybox, command: ['true'] });
      const pod = await target.readPod('main');
      const before = client.requests;
      const session = await client.add(pod, { name: 'second', ...busybox, command: ['true'] });
      expect(client.requests - before).toBe(1);
      expect(session.name).toBe('second');
      expect(names(await target.readPod('main')).slice(-2)).toEqual(['first', 'second']);
    });
    it('makes up a name', async () => {
      const { client, ref } = get();
      const session = await client.add(ref, { ...busybox, command: ['true'] });
      expect(session.name).toMatch(/^debugger-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    });
    it('changes nothing when the same is added again', async () => {
      const { client, target, ref } = get();
      const container = { name: 'again', ...busybox, command: ['true'] };
      await client.add(ref, container);
      await client.add(ref, container);
      expect(names(await target.readPod('main')).filter((name) => name === 'again')).toHaveLength(1);
    });
    it('says that a name is taken by another content', async () => {
      const { client, ref } = get();
      await client.add(ref, { name: 'taken', ...busybox, command: ['true'] });
      const error = await errorOf(client.add(ref, { name: 'taken', ...busybox, command: ['false'] }));
      expect(error).toMatchObject({ kind: 'name-taken', containerName: 'taken', status: { code: 422 } });
    });
    it('stores nothing on a dry run', async () => {
      const { client, target, ref } = get();
      const session = await client.add(ref, { name: 'dry', ...busybox }, { dryRun: true });
      expect(names(session.pod)).toContain('dry');
      expect(names(await target.readPod('main'))).not.toContain('dry');
    });
    it('returns the warnings of the server', async () => {
      const { client, ref } = get();
      const unknown = { ...busybox, command: ['true'], nonsense: 1 };
      const { warnings } = await client.add(ref, unknown, { fieldValidation: 'Warn' });
      expect(warnings.join()).toMatch(/unknown field "spec\.ephemeralContainers\[\d+\]\.nonsense"/);
    });
    it('loses none of the containers that many clients add at once', async () => {
      const { target, ref } = get();
      const clients = Array.from({ length: 10 }, () =>
        EphemeralContainersClient.fromKubeConfig(target.kubeConfig),
      );
      await target.createPod({ name: 'crowd' });
      const add = (client: EphemeralContainersClient, index: number) =>
        client.add({ ...ref, name: 'crowd' }, { name: `many-${index}`, ...busybox, command: ['true'] });
      await Promise.all(clients.map(add));
      for (const client of clients) client.close();
      const expected = clients.map((_, index) => `many-${index}`).sort();
      expect(names(await target.readPod('crowd')).sort()).toEqual(expected);
    });
  });
}

function describeRefusals(get: Get): void {
  describe('refusals', () => {
    it('are of the server in the same words as of the validator', async () => {
      const { client, ref } = get();
      const container = {
        name: 'Bad_Name',
        ...busybox,
        targetContainerName: 'nobody',
        ports: [{ containerPort: 80 }],
      };
      const preview = await client.preview(ref, container as never);
      expect(preview.ok).toBe(false);
      expect(preview.validation.causes.length).toBeGreaterThan(2);
      expect(preview.dryRun.error).toMatchObject({ kind: 'invalid', status: { code: 422 } });
      const said = preview.dryRun.error?.kind === 'invalid' ? preview.dryRun.error.causes : [];
      expect(textsOf(said)).toEqual(textsOf(preview.validation.causes));
    });
    it('name a Pod that is not there', async () => {
      const { client, ref } = get();
      const error = await errorOf(client.add({ ...ref, name: 'nobody' }, busybox));
      expect(error).toMatchObject({ kind: 'pod-not-found', status: { code: 404, reason: 'NotFound' } });
    });
    it('name a Pod that was replaced', async () => {
      const { client, pod } = get();
      const other = { ...pod, metadata: { ...pod.metadata, uid: '11111111-1111-1111-1111-111111111111' } };
      expect(await errorOf(client.add(other, busybox))).toMatchObject({
        kind: 'pod-replaced',
        status: { code: 422 },
      });
    });
    it('name the permission that is lacking', async () => {
      const { target, pod } = get();
      const limited = EphemeralContainersClient.fromKubeConfig(target.limited);
      const error = await errorOf(limited.add(pod, busybox));
      limited.close();
      expect(error).toMatchObject({
        kind: 'forbidden-by-rbac',
        verb: 'patch',
        resource: 'pods/ephemeralcontainers',
        status: { code: 403, reason: 'Forbidden' },
      });
    });
    it('name the Pod Security level and what violates it', async () => {
      const { client, target } = get();
      const namespace = target.restrictedNamespace;
      const securityContext = {
        runAsNonRoot: true,
        runAsUser: 1000,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      };
      const containers = [{ name: 'app', ...busybox, command: ['sleep', '1000'], securityContext }];
      await target.createPod({ name: 'strict', namespace, spec: { containers } });
      const ref = { namespace, name: 'strict' };
      const error = await errorOf(client.add(ref, busybox));
      expect(error).toMatchObject({
        kind: 'forbidden-by-pod-security',
        level: 'restricted',
        version: 'latest',
      });
      const preview = await client.preview(ref, busybox);
      expect(preview.dryRun.error).toMatchObject({ kind: 'forbidden-by-pod-security' });
      const enforced = preview.podSecurity?.find(({ mode }) => mode === 'enforce');
      expect(enforced).toMatchObject({ allowed: false, level: 'restricted' });
      // The generated name differs between the two calls.
      const anyName = (text: string) => text.replaceAll(/debugger-\w{5}/g, 'NAME');
      expect(anyName(enforced?.message ?? '')).toContain(anyName((error as { detail: string }).detail));
    });
    it('are not of what a preview finds right', async () => {
      const { client, ref } = get();
      const preview = await client.preview(ref, { ...busybox, command: ['true'] });
      expect(preview).toMatchObject({ ok: true, validation: { ok: true }, dryRun: { ok: true } });
      expect(preview.permissions.every(({ allowed }) => allowed)).toBe(true);
    });
  });
}

function describeRun(get: Get): void {
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
      const result = await client.run(ref, { ...busybox, command: ['cat'] }, { stdin });
      expect(result.exitCode).toBe(0);
      expect(result.output.equals(stdin)).toBe(true);
    });
    it('has what was written before the attach, once, and tells the streams apart', async () => {
      const { client, ref } = get();
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      const script = 'echo early; sleep 1; echo out1; echo err1 >&2; echo out2; echo err2 >&2; cat';
      const { exitCode } = await client.run(
        ref,
        { ...busybox, command: ['sh', '-c', script] },
        { stdin: 'late\n', stdout: (bytes) => void out.push(bytes), stderr: (bytes) => void err.push(bytes) },
      );
      expect(exitCode).toBe(0);
      expect(Buffer.concat(out).toString()).toBe('early\nout1\nout2\nlate\n');
      expect(Buffer.concat(err).toString()).toBe('err1\nerr2\n');
    });
  });
}

function describeStart(get: Get): void {
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
      const error = await errorOf(session.waitForRunning({ imagePullTimeout: 500, timeout: 20_000 }));
      expect(error).toMatchObject({ kind: 'start-failed', containerName: session.name });
      expect((error as { reason: string }).reason).toMatch(reason);
      expect((error as { detail: string }).detail).not.toBe('');
    });
  });
}

function describeSessions(get: Get): void {
  describe('sessions', () => {
    it('wait, attach, follow the log and end', async () => {
      const { client, ref } = get();
      const script = 'echo before; sleep 1; read line; echo got $line; cat; exit 7';
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
      const ended = errorOf(session.waitForExit({ timeout: 20_000 }));
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
        if (result.ok) outputs.set(result.target.name, result.run?.output.toString() ?? '');
      }
      expect(Object.fromEntries(outputs)).toEqual({
        'fleet-a': 'hello\n',
        'fleet-b': 'hello\n',
        'fleet-c': 'hello\n',
      });
    });
  });
}
