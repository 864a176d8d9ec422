import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  ContainerToAdd,
  EphemeralContainersClient,
  FleetOptions,
  FleetResult,
  FleetTargets,
} from '../../src/client/index.js';
import type { ApiServer } from '../../src/testing/index.js';
import { errorOf } from '../contract/context.js';
import { withinSome } from '../limits.js';
import { connect, createCleanup, startServer } from './transport/stand.js';

const { add, run: cleanUp } = createCleanup();
const names = Array.from({ length: 15 }, (_, index) => `web-${index}`);
const spec = { containers: [{ name: 'app', image: 'nginx:1' }] };
const container: ContainerToAdd = { image: 'busybox:1', command: ['sh', '-c', 'echo hi; exit 3'] };
let server: ApiServer;
let client: EphemeralContainersClient;

beforeEach(async () => {
  const pods = names.map((name) => ({ metadata: { name }, spec }));
  server = add(
    await startServer({
      namespaces: { default: {}, other: {} },
      pods: [...pods, { metadata: { name: 'elsewhere', namespace: 'other' }, spec }],
    }),
  );
  client = add(
    connect({ server: server.url, 'insecure-skip-tls-verify': true }, undefined, { minor: '1.34' }),
  );
});
afterEach(cleanUp);

async function fleet(targets: FleetTargets, options: FleetOptions): Promise<FleetResult[]> {
  const results: FleetResult[] = [];
  for await (const result of client.fleet(targets, container, options)) results.push(result);
  return results;
}

describe('a namespace that would make the path another', () => {
  it.each(['..', '.', '', 'a/b', '../..', '%2e%2e', '\ud800'])('is asked nothing: %j', async (namespace) => {
    const message = `namespace ${JSON.stringify(namespace)} cannot be part of a path`;
    const errors = [
      client.selectPods({ namespace }),
      fleet({ namespace }, { until: 'stored' }),
      client.list({ namespace, name: 'web' }),
    ].map(errorOf);
    for (const error of await Promise.all(errors)) {
      expect(error).toBeInstanceOf(TypeError);
      expect(String(error)).toContain(message);
    }
    expect(server.requests).toEqual([]);
  });
});

describe('fleet', () => {
  it('sends no request where one reference is wrong', async () => {
    const bad = [{ name: 'web-0' }, { name: 'a/b' }];
    expect(await errorOf(fleet(bad, { concurrency: 1 }))).toBeInstanceOf(TypeError);
    expect(server.requests).toEqual([]);
  });

  it('has the result of a run to the end, whatever becomes of the Pod then', async () => {
    const gone = { path: /\/pods\/web-0$/, skip: 1, times: 50 };
    server.faults.add({ ...gone, method: 'GET', action: { kind: 'status', code: 404, reason: 'NotFound' } });
    const [result] = await fleet([{ name: 'web-0' }], { until: 'exit' });
    expect(result).toMatchObject({
      ok: true,
      run: { exitCode: 3 },
      session: { podKey: { namespace: 'default', name: 'web-0' } },
    });
    server.faults.clear();
    const session = result?.ok ? result.session : undefined;
    expect(session?.name).toBe(result?.ok && result.run?.containerName);
    expect(await session?.waitForExit()).toMatchObject({ exitCode: 3 });
  });

  it('has one timeout for all that is done in a Pod', async () => {
    server.faults.add({ path: /\/pods$/, times: 50, action: { kind: 'hang', when: 'before-commit' } });
    const delay = 900;
    await withinSome(async (timeout) => {
      server.faults.add({ method: 'PATCH', action: { kind: 'delay', ms: delay } });
      const [result] = await fleet([{ name: 'web-0' }], { timeout });
      // what the second request had was what the first had left
      expect(result).toMatchObject({
        ok: false,
        error: { kind: 'deadline', waitedFor: expect.stringMatching(/^the start of/) },
      });
      expect(result).toHaveProperty(
        'error.timeout',
        expect.toSatisfy((left) => left <= timeout - delay),
      );
    });
  });

  it('listens once to a signal for many Pods, and stops with it', async () => {
    const warnings: string[] = [];
    const onWarning = ({ name }: Error) => void warnings.push(name);
    process.on('warning', onWarning);
    const controller = new AbortController();
    const { signal } = controller;
    const refs = names.map((name) => ({ name }));
    await fleet(refs, { until: 'stored', concurrency: 15, signal });
    await Promise.all(refs.map((ref) => client.readPod(ref, { signal })));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    controller.abort(new Error('enough'));
    const [result] = await fleet(refs.slice(0, 1), { signal });
    expect(result).toMatchObject({ ok: false, error: { kind: 'aborted', cause: { message: 'enough' } } });
  });
});
