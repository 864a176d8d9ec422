import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiServer, ContainerBehaviour, UserOptions } from '../../../src/testing/index.js';
import { runShell } from '../../../src/testing/kubelet/shell.js';
import { until } from '../../testing/pods.js';
import { openScreen, origin, type Screen, startBackend } from '../browser.js';
import { openPage } from '../open-page.js';
import { readPage } from '../page.js';
import { type Permission, readPermissions } from '../roles.js';

const page = readPage('docs/web-backend.md');
const permissions = readPermissions(page);
const impersonates = ({ verb }: Permission) => verb === 'impersonate';
const ofServer = permissions.filter(impersonates);
const ofCallers = permissions.filter((permission) => !impersonates(permission));
const needed = ofCallers.filter(({ optional }) => !optional);

const userOf = (name: string, granted: readonly Permission[]): UserOptions => ({
  name,
  token: name,
  rules: granted.map(({ rule }) => rule),
});

const containers: readonly ContainerBehaviour[] = [
  { pod: 'broken', failure: { reason: 'ErrImagePull', message: 'no such host' } },
  // the shell on the terminal, which the node's own shell cannot start as a process of another
  { command: /^sh -c timeout -s KILL 900 sh;/, program: (io) => runShell({ ...io, argv: ['sh'] }) },
];

interface Dashboard {
  readonly server: ApiServer;
  open(caller: string, path?: string, headers?: Readonly<Record<string, string>>): Promise<Screen>;
  close(): Promise<void>;
}

/** The page's server, and its callers: alice with the Role, and others who lack something of it. */
async function openDashboard(granted: readonly Permission[] = ofServer): Promise<Dashboard> {
  const callers = [
    userOf('alice', ofCallers),
    userOf('minimal', needed),
    ...needed.map((lacked) =>
      userOf(
        lacking(lacked),
        ofCallers.filter((permission) => permission !== lacked),
      ),
    ),
  ];
  const open = await openPage(page, { users: [userOf('dashboard', granted), ...callers], containers });
  const backend = await startBackend(page, open.env);
  return {
    server: open.server,
    open: (caller, path = '/debug/shop/web', headers = {}) => {
      const login = { 'x-forwarded-user': caller, 'x-forwarded-groups': 'developers' };
      return openScreen(page, backend.url + path, { origin, ...(caller && login), ...headers });
    },
    async close() {
      await backend.close();
      await open.close();
    },
  };
}

const lacking = ({ verb, resource }: Permission) => `without ${verb} ${resource}`;

/** A prompt from before the attach is in no log: what is asked is answered. */
async function untilOpen(screen: Screen): Promise<void> {
  screen.type('echo open\r');
  await screen.until('\r\nopen\r\n');
}

async function untilClosed(screen: Screen): Promise<void> {
  screen.socket.close();
  await screen.closed;
}

describe('docs/web-backend.md', () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await openDashboard();
  });
  afterAll(() => dashboard?.close());

  it('gives a terminal, and tells the exit code', async () => {
    const screen = await dashboard.open('alice');
    await untilOpen(screen);
    screen.resize(93, 31);
    screen.type('echo hello; exit 3\r');
    await screen.until('exit code 3');
    expect(screen.text()).toMatch(/\r\nhello\r\n.*\r\nexit code 3\r\n$/s);
    expect(await screen.closed).toBe(1000);
  });

  it.each([
    ['without a login', 401, '', '/debug/shop/web', {}],
    [
      'for a page of another origin',
      403,
      'alice',
      '/debug/shop/web',
      { origin: 'https://elsewhere.example' },
    ],
    ['at another path', 404, 'alice', '/debug/shop/a%2Fb', {}],
  ] as const)('is not there %s', async (_, code, caller, path, headers) => {
    const opening = dashboard.open(caller, path, headers);
    await expect(opening).rejects.toThrow(`Unexpected server response: ${code}`);
  });

  it('gives each user two terminals at a time', async () => {
    const screens = [await dashboard.open('alice'), await dashboard.open('alice')];
    for (const screen of screens) await untilOpen(screen);
    expect(await (await dashboard.open('alice')).closed).toBe(1013);
    const other = await dashboard.open('minimal');
    await untilOpen(other);
    for (const screen of [...screens, other]) await untilClosed(screen);
    await until(dashboard.server.openConnections, (open) => open === 0);
    const again = await dashboard.open('alice');
    await untilOpen(again);
    await untilClosed(again);
  });

  it('holds nothing for a browser that went away', async () => {
    const screen = await dashboard.open('alice');
    await untilOpen(screen);
    expect(dashboard.server.openConnections()).toBeGreaterThan(0);
    screen.socket.terminate();
    await until(dashboard.server.openConnections, (open) => open === 0);
  });

  it('says why a container does not start', async () => {
    const containers = [{ name: 'app', image: 'registry.example/web:4' }];
    dashboard.server.setPod({ metadata: { name: 'broken', namespace: 'shop' }, spec: { containers } });
    const screen = await dashboard.open('alice', '/debug/shop/broken');
    expect(await screen.closed).toBe(1011);
    expect(screen.text()).toContain('ContainerCreating\r\n');
    expect(screen.text()).toMatch(/\r\nFailed: .*no such host\r\n/);
    expect(screen.text()).toMatch(/\r\nstart-failed: .* cannot start: .*no such host\r\n$/);
  });

  it('needs no more than the Role says', async () => {
    const screen = await dashboard.open('minimal');
    await untilOpen(screen);
    await untilClosed(screen);
  });

  it.each(needed.map((lacked) => [lacking(lacked), lacked] as const))(
    'is of no use to a caller %s',
    async (caller, { verb, resource }) => {
      const screen = await dashboard.open(caller);
      expect(await screen.closed).toBe(1011);
      expect(screen.text()).toMatch(new RegExp(`forbidden-by-rbac: .*\\b${verb}\\b.*"${resource}"`));
    },
  );
});

it.each(ofServer.map((lacked) => [lacked.resource, lacked] as const))(
  'needs to be allowed to impersonate %s',
  async (_, lacked) => {
    const dashboard = await openDashboard(ofServer.filter((permission) => permission !== lacked));
    const screen = await dashboard.open('alice');
    expect(await screen.closed).toBe(1011);
    expect(screen.text()).toMatch(/forbidden-by-rbac: .*User "dashboard" cannot impersonate/);
    await dashboard.close();
  },
);
