import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openCluster } from '../contract/cluster.js';
import type { ContractTarget } from '../contract/target.js';
import { type Page, parsePage, withoutIds } from '../docs/page.js';
import { runConsole, runModule } from '../docs/run-fence.js';
import { scenes } from '../docs/scenes.js';
import { readSource } from '../root.js';
import { createPods, findLimited, grantRole, readPageForNode } from './page-on-node.js';

/** They run as a user who has nothing but the page's Role, where the cluster has such a user. */
describe.each(Object.entries(scenes))('%s, on a real node', (file, { onNode }) => {
  const written = parsePage(file, readSource(file));
  let target: ContractTarget;
  let page: Page;
  let env: { readonly KUBECONFIG: string };

  beforeAll(async () => {
    target = await openCluster(inject('kubeconfig'), 'docs');
    const namespace = isRestricted(written) ? target.restrictedNamespace : target.namespace;
    page = readPageForNode(file, onNode, namespace);
    await createPods(target, page, namespace);
    await grantRole(target, page, namespace, { kind: 'User', name: 'limited' });
    env = { KUBECONFIG: findLimited() ?? inject('kubeconfig') };
  });
  afterAll(() => target?.close());

  it.each(written.programs.map(({ fence }, index) => [fence.line, index] as const))(
    'prints what it says at line %i',
    async (_, index) => {
      const program = page.programs[index];
      if (!program) throw new Error('the page has another program on a node');
      const ran = await runModule(program.fence, env);
      const output = withoutIds(program.output);
      expect({ ...ran, output: withoutIds(ran.output) }).toEqual({ output, errors: '', code: 0 });
    },
  );

  it.each(written.sessions.map(({ line }, index) => [line, index] as const))(
    'answers as at line %i',
    async (_, index) => {
      const { code = '' } = page.sessions[index] ?? {};
      expect(withoutIds(await runConsole({ code }, env))).toBe(withoutIds(code));
    },
  );
});

function isRestricted({ manifests }: Page): boolean {
  const level = 'pod-security.kubernetes.io/enforce';
  return manifests.some(({ kind, metadata }) => kind === 'Namespace' && metadata.labels?.[level]);
}
