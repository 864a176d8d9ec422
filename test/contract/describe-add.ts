import { describe, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { errorOf, type Get, names, textsOf } from './context.js';
import { busybox, restrictedSpec } from './target.js';

export function describeAdd(get: Get): void {
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

export function describeRefusals(get: Get): void {
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
      await target.createPod({ name: 'strict', namespace, spec: restrictedSpec });
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
