import { afterEach, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { addContainer, send, until, webPod } from './pods.js';

let server: ApiServer;
afterEach(() => server.close());

interface WatchEvent {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: objects of every kind
  readonly object: any;
}

/** A watch whose events can be looked at while they come. */
async function watch(query: string): Promise<{ events: WatchEvent[]; ended: Promise<void>; code: number }> {
  const response = await fetch(`${server.url}/api/v1/namespaces/default/pods?watch=1&${query}`);
  const events: WatchEvent[] = [];
  const ended = (async () => {
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const lines = (rest + Buffer.from(chunk).toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) events.push(JSON.parse(line));
    }
  })().catch(() => {});
  return { events, ended, code: response.status };
}

const label = (value: string): void => {
  server.setPod({ metadata: { name: 'web', labels: { app: value } } });
};

describe('a watch', () => {
  test('goes on where the list ended', async () => {
    server = await startApiServer({ pods: [webPod()], kubelet: { containers: [{ seenAfter: 1e9 }] } });
    const list = await send(`${server.url}/api/v1/namespaces/default/pods`);
    await addContainer(server, { name: 'dbg', image: 'busybox:1' });
    const { events } = await watch(`resourceVersion=${list.body.metadata.resourceVersion}`);
    await until(
      () => events.length,
      (count) => count > 0,
    );
    expect(events[0]?.type).toBe('MODIFIED');
    expect(events[0]?.object.spec.ephemeralContainers[0].name).toBe('dbg');
  });

  test('without a version begins with what there is', async () => {
    server = await startApiServer({ pods: [webPod(), webPod('other')] });
    const { events } = await watch('fieldSelector=metadata.name%3Dweb');
    await until(
      () => events.map(({ type, object }) => `${type} ${object.metadata.name}`),
      (seen) => seen[0] === 'ADDED web',
    );
    server.removePod('other');
    server.removePod('web');
    await until(
      () => events.at(-1),
      (event) => event?.type === 'DELETED' && event.object.metadata.name === 'web',
    );
  });

  test('tells what leaves a selection as deleted, what enters as added', async () => {
    server = await startApiServer({ pods: [webPod()] });
    const { events } = await watch('labelSelector=app%3Da');
    label('a');
    label('b');
    label('a');
    await until(
      () => events.map(({ type }) => type),
      (types) => types.length === 3,
    );
    expect(events.map(({ type }) => type)).toEqual(['ADDED', 'DELETED', 'ADDED']);
  });

  test('a streaming list ends in a bookmark that says so', async () => {
    server = await startApiServer({ pods: [webPod()] });
    const { events } = await watch(
      'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
    );
    await until(
      () => events.map(({ type }) => type).join(),
      (types) => types === 'ADDED,BOOKMARK',
    );
    expect(events[1]?.object.metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
  });

  test('sends bookmarks as time passes, to who asks for them', async () => {
    server = await startApiServer({ pods: [webPod()], bookmarkInterval: 20 });
    const { events } = await watch('resourceVersion=999999&allowWatchBookmarks=true');
    const silent = await watch('resourceVersion=999999');
    await until(
      () => events.length,
      (count) => count >= 2,
    );
    expect(events[0]).toMatchObject({ type: 'BOOKMARK', object: { kind: 'Pod' } });
    expect(silent.events).toEqual([]);
  });

  test('ends after timeoutSeconds', async () => {
    server = await startApiServer({ pods: [webPod()] });
    const { ended, events } = await watch('resourceVersion=999999&timeoutSeconds=1');
    await ended;
    expect(events).toEqual([]);
  });

  test('from a forgotten version is told that it has expired', async () => {
    server = await startApiServer({ pods: [webPod()] });
    const version = server.getPod('web')?.metadata.resourceVersion;
    server.compact();
    const { events, ended, code } = await watch(`resourceVersion=${version}`);
    await ended;
    expect(code).toBe(200);
    expect(events).toEqual([
      { type: 'ERROR', object: expect.objectContaining({ code: 410, reason: 'Expired', kind: 'Status' }) },
    ]);
  });
});

test('events of one container are found by its Pod', async () => {
  server = await startApiServer({ pods: [webPod(), webPod('other')] });
  await addContainer(server, { name: 'dbg', image: 'busybox:1' });
  await addContainer(server, { name: 'dbg', image: 'busybox:1' }, { pod: 'other' });
  await until(
    () => server.events().filter((event) => event['reason'] === 'Started').length,
    (count) => count >= 2,
  );
  const uid = server.getPod('web')?.metadata.uid;
  const { body } = await send(
    `${server.url}/api/v1/namespaces/default/events?fieldSelector=involvedObject.uid%3D${uid},reason%3DStarted`,
  );
  const about = body.items.map((item: { involvedObject: object }) => item.involvedObject);
  expect(about).toContainEqual(
    expect.objectContaining({ uid, fieldPath: 'spec.ephemeralContainers{dbg}', kind: 'Pod', name: 'web' }),
  );
  expect(about.every((object: { uid: string }) => object.uid === uid)).toBe(true);
});
