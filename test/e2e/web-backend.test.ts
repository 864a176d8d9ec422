import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EphemeralContainersClient, type ListedContainer } from '../../src/client/index.js';
import { openCluster } from '../contract/cluster.js';
import type { ContractTarget } from '../contract/target.js';
import { type Backend, openScreen, origin, type Screen, startBackend } from '../docs/browser.js';
import type { Page } from '../docs/page.js';
import { createPods, findLimited, grantClusterRole, grantRole, readPageForNode } from './page-on-node.js';

const file = 'docs/web-backend.md';
const limited = findLimited();

/** The user without rights is the server, and may do nothing but impersonate; callers have the Role. */
describe.skipIf(limited === undefined)(`${file}, on a real node`, () => {
  let target: ContractTarget;
  let page: Page;
  let backend: Backend;
  let takeBack: () => Promise<void>;
  const login = { origin, 'x-forwarded-user': 'alice' };
  const open = (groups: string): Promise<Screen> =>
    openScreen(page, `${backend.url}/debug/${target.namespace}/web`, {
      ...login,
      'x-forwarded-groups': groups,
    });

  beforeAll(async () => {
    target = await openCluster(inject('kubeconfig'), 'docs');
    const { namespace } = target;
    const onNode = [
      ['registry.example/web:4', 'local/distroless:1'],
      ['busybox:1.36', 'local/busybox:1'],
      // so that a test can wait for the end of it
      ['session: 15 * 60_000', 'session: 20_000'],
    ] as const;
    page = readPageForNode(file, onNode, namespace);
    await createPods(target, page, namespace);
    await grantRole(target, page, namespace, { kind: 'Group', name: 'developers' });
    takeBack = await grantClusterRole(target, page, { kind: 'User', name: 'limited' });
    backend = await startBackend(page, { KUBECONFIG: limited ?? '' });
  });
  afterAll(async () => {
    await backend?.close();
    await takeBack?.();
    await target?.close();
  });

  it('gives a terminal of the right size, and tells the exit code', async () => {
    const screen = await open('developers');
    screen.type('stty size; exit 3\r');
    await screen.until('exit code 3');
    expect(screen.text()).toContain('\r\n30 100\r\n');
    expect(await screen.closed).toBe(1000);
  });

  it('ends the container of a browser that went away', async () => {
    const screen = await open('developers');
    screen.type('echo hello\r');
    await screen.until('\r\nhello\r\n');
    screen.socket.terminate();
    const client = EphemeralContainersClient.fromKubeConfig(target.kubeConfig);
    const ref = { namespace: target.namespace, name: 'web' };
    const [, second] = (await client.list(ref)) as [ListedContainer, ListedContainer];
    expect(second.state.phase).toBe('running');
    const session = await client.open(ref, second.name);
    // 128 + SIGKILL
    expect(await session.waitForExit({ timeout: 60_000 })).toMatchObject({ exitCode: 137 });
    client.close();
  });

  it.each([
    ['the server may not impersonate', 'operators', 'limited', 'impersonate'],
    ['may do nothing', '', 'alice', 'get'],
  ])('refuses a caller who %s', async (_, groups, user, verb) => {
    const screen = await open(groups);
    expect(await screen.closed).toBe(1011);
    expect(screen.text()).toMatch(new RegExp(`forbidden-by-rbac: .* User "${user}" cannot ${verb}`));
  });
});
