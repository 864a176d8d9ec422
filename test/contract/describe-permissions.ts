import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EphemeralContainersClient, type Session } from '../../src/client/index.js';
import type { Pod } from '../../src/index.js';
import type { PolicyRule } from '../../src/testing/index.js';
import { errorOf, type Get } from './context.js';
import { busybox } from './target.js';

const allow = (resource: string, ...verbs: string[]): PolicyRule => ({ resources: [resource], verbs });
const adding = allow('pods/ephemeralcontainers', 'patch');
const getting = allow('pods', 'get');
const watching = allow('pods', 'list', 'watch');
const logs = allow('pods/log', 'get');
const attaching = allow('pods/attach', 'get', 'create');

const echo = { ...busybox, command: ['echo', 'out'] };
const cat = { ...busybox, command: ['sh', '-c', 'cat; sleep 0.5'] };
const slow = { ...busybox, command: ['sh', '-c', 'sleep 2; echo out; sleep 0.5'] };

export function describePermissions(get: Get): void {
  describe('permissions', () => {
    let user: EphemeralContainersClient;
    let pod: Pod;
    beforeAll(async () => {
      const { target } = get();
      user = EphemeralContainersClient.fromKubeConfig(target.limited);
      pod = await target.createPod({ name: 'guarded' });
    });
    afterAll(() => user?.close());

    const ref = () => ({ namespace: get().target.namespace, name: 'guarded' });
    /** A session of the user's with a container that goes on, from when the user had the right to it. */
    const sessionOf = async (command: readonly string[]): Promise<Session> => {
      const { client, target } = get();
      const added = await client.add(pod, { ...busybox, command: [...command] });
      await added.waitForRunning();
      await target.grant([getting]);
      return user.open(ref(), added.name);
    };
    const readAll = async (session: Session, follow = false) => {
      const chunks: Buffer[] = [];
      for await (const bytes of session.logs({ follow })) chunks.push(bytes);
      return Buffer.concat(chunks).toString();
    };

    const lacking: readonly [string, readonly PolicyRule[], string, string, () => Promise<unknown>][] = [
      ['to read the Pod', [adding], 'get', 'pods', () => user.add(ref(), echo)],
      ['to add', [getting], 'patch', 'pods/ephemeralcontainers', () => user.add(ref(), echo)],
      ['to list its containers', [adding], 'get', 'pods', () => user.list(ref())],
      ['to list Pods', [getting], 'list', 'pods', () => user.selectPods({ namespace: ref().namespace })],
      ['to wait', [adding], 'get', 'pods', async () => (await user.add(pod, slow)).waitForExit()],
      ['to read what it wrote', [adding, getting], 'get', 'pods/log', () => user.run(pod, echo)],
      [
        'to give it input',
        [adding, getting, logs],
        'get',
        'pods/attach',
        () => user.run(pod, cat, { stdin: 'in' }),
      ],
    ];
    it.each(lacking)('name what is lacking %s', async (_, rules, verb, resource, call) => {
      await get().target.grant(rules);
      const error = await errorOf(call());
      const { namespace } = ref();
      expect(error).toMatchObject({
        kind: 'forbidden-by-rbac',
        ...{ verb, resource, namespace, user: 'limited' },
        status: { code: 403, reason: 'Forbidden' },
      });
      expect((error as Error).message).toContain(
        `User "limited" cannot ${verb} resource "${resource}" in API group "" in the namespace "${namespace}"`,
      );
    });
    it('name what is lacking to attach though get is granted, of which the server has no words', async () => {
      await get().target.grant([adding, getting, logs, allow('pods/attach', 'get')]);
      const error = await errorOf(user.run(pod, cat, { stdin: 'in' }));
      const { namespace } = ref();
      expect(error).toMatchObject({
        kind: 'forbidden-by-rbac',
        ...{ verb: 'create', resource: 'pods/attach', namespace, user: '' },
        message: `pods "guarded" is forbidden: attaching takes verb "create" of resource "pods/attach" in the namespace "${namespace}" too`,
        status: { code: 403, message: 'pods "guarded" is forbidden: ' },
      });
    });
    it('name what is lacking to attach and to read logs', async () => {
      const session = await sessionOf(['sleep', '1000']);
      expect(await errorOf(session.attach())).toMatchObject({ verb: 'get', resource: 'pods/attach' });
      expect(await errorOf(readAll(session))).toMatchObject({ verb: 'get', resource: 'pods/log' });
    });

    const enough: readonly [string, readonly PolicyRule[]][] = [
      ['get', [adding, getting, logs]],
      ['list and watch', [adding, watching, logs]],
    ];
    it.each(enough)(
      'are enough to run a container with %s of the Pod, and none of events',
      async (_, rules) => {
        await get().target.grant(rules);
        const { exitCode, output } = await user.run(pod, slow);
        expect([exitCode, output.toString()]).toEqual([0, 'out\n']);
        const failing = { ...busybox, command: ['/nosuch'] };
        expect(await errorOf(user.run(pod, failing))).toMatchObject({ kind: 'start-failed', events: [] });
      },
    );
    it('are told of by a deadline where events may not be read', async () => {
      await get().target.grant([adding, getting]);
      const session = await user.add(pod, { image: 'nosuch.invalid/x:1' });
      const error = await errorOf(
        session.waitForRunning({ timeout: 5_000, imagePullTimeout: Number.POSITIVE_INFINITY }),
      );
      expect(error).toMatchObject({ kind: 'deadline' });
      expect((error as Error).message).toMatch(
        /its events, which tell more, may not be read: events is forbidden: User "limited" cannot watch resource "events"/,
      );
    });
    it('to attach bring the output from then on, and a warning where logs may not be read', async () => {
      await get().target.grant([adding, getting, attaching]);
      const { output, warnings } = await user.run(pod, cat, { stdin: 'in\n' });
      expect(output.toString()).toBe('in\n');
      expect(warnings.join()).toMatch(/the log may not be read.* cannot get resource "pods\/log"/);
    });
    it('are enough to follow a log with get alone', async () => {
      const session = await sessionOf(['sh', '-c', 'echo one; sleep 2; echo two; sleep 0.5']);
      await get().target.grant([getting, logs]);
      expect(await readAll(session, true)).toBe('one\ntwo\n');
    });
    it('are shown by a preview, which does without those that it lacks', async () => {
      await get().target.grant([]);
      const preview = await user.preview(pod, echo);
      expect(preview).toMatchObject({
        ok: false,
        podSecurity: undefined,
        dryRun: { error: { kind: 'forbidden-by-rbac', verb: 'patch' } },
      });
      expect(preview.permissions.map(({ allowed }) => allowed)).toEqual(preview.permissions.map(() => false));
      await get().target.grant([adding, allow('events', 'list', 'watch')]);
      const more = await user.preview(pod, echo);
      const allowed = more.permissions
        .filter((each) => each.allowed)
        .map(({ purpose, verb }) => `${purpose}: ${verb}`);
      expect([more.ok, allowed]).toEqual([true, ['add: patch', 'events: list', 'events: watch']]);
    });
  });
}
