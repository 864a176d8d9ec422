import { afterAll, beforeAll, describe } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import type { ContractContext } from './context.js';
import { describeAdd, describeRefusals } from './describe-add.js';
import { describeLogs } from './describe-logs.js';
import { describePermissions } from './describe-permissions.js';
import { describeRun, describeSessions, describeStart } from './describe-run.js';
import { describeInput, describeTerminal } from './describe-terminal.js';
import type { ContractTarget } from './target.js';

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
    });
    afterAll(async () => {
      at?.client.close();
      await at?.target.close();
    });
    describeAdd(get);
    describeRefusals(get);
    describePermissions(get);
    describeRun(get);
    describeStart(get);
    describeLogs(get);
    describeSessions(get);
    describeInput(get);
    describeTerminal(get);
  });
}
