import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ApiServer,
  type ApiServerOptions,
  type KubeletOptions,
  startApiServer,
} from '../../src/testing/index.js';
import type { Page } from './page.js';
import type { Environment } from './run-fence.js';

/** A testing server with all that a page describes. */
export interface OpenPage {
  readonly server: ApiServer;
  /** For the page's code. */
  readonly env: Environment;
  close(): Promise<void>;
}

/** `users`: the first is the one of the kubeconfig. */
export async function openPage(
  page: Page,
  options: Pick<ApiServerOptions, 'users'> & Pick<KubeletOptions, 'containers'>,
): Promise<OpenPage> {
  const ofKind = (kind: string) => page.manifests.filter((manifest) => manifest.kind === kind);
  const { containers = [], users = [] } = options;
  const server = await startApiServer({
    pods: ofKind('Pod'),
    namespaces: Object.fromEntries(
      ofKind('Namespace').map(({ metadata: { name, labels = {} } }) => [name, { labels }]),
    ),
    users,
    kubelet: { containers },
  });
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, server.kubeConfigYaml);
  return {
    server,
    env: { KUBECONFIG: file },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
