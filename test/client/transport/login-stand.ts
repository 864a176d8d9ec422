import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { ApiServer, RecordedRequest, UserOptions } from '../../../src/testing/index.js';
import { createCleanup, startServer } from './stand.js';

/** An API server whose tokens expire, and a folder for what is logged in with; of each test its own. */
export interface LoginStand {
  readonly server: ApiServer;
  readonly folder: string;
  /** The server, as a kubeconfig has it. */
  readonly cluster: object;
  /** The token to begin with is `first`; this one is the only one from now on. */
  letIn(token: string): void;
  lastRequest(): RecordedRequest | undefined;
  /** Closes it at the end of the test. */
  add<Item extends { close(): unknown }>(item: Item): Item;
}

/** To be called where the tests are described. */
export function setLoginStand(): LoginStand {
  const { add, run: cleanUp } = createCleanup();
  let folder: string;
  let server: ApiServer;
  let users: UserOptions[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'logins-'));
    users = [{ name: 'admin', token: 'first' }];
    server = add(await startServer({ users }));
  });
  afterEach(async () => {
    await cleanUp();
    rmSync(folder, { recursive: true });
  });
  return {
    get server() {
      return server;
    },
    get folder() {
      return folder;
    },
    get cluster() {
      return { server: server.url, 'insecure-skip-tls-verify': true };
    },
    letIn: (token) => void users.splice(0, users.length, { name: 'admin', token }),
    lastRequest: () => server.requests.at(-1),
    add,
  };
}
