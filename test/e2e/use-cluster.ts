import { afterAll, beforeAll, inject } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { openCluster } from '../contract/cluster.js';
import type { ContractTarget } from '../contract/target.js';

/** The cluster, and a client of it. */
export interface UsedCluster {
  readonly target: ContractTarget;
  readonly client: EphemeralContainersClient;
  /** How to name a Pod in the namespace that is the tests' own. */
  refTo(name: string): { readonly namespace: string; readonly name: string };
}

/** Open while the tests run that are described beside the call. */
export function useCluster(prefix: string): UsedCluster {
  let target: ContractTarget;
  let client: EphemeralContainersClient;
  beforeAll(async () => {
    target = await openCluster(inject('kubeconfig'), prefix);
    client = EphemeralContainersClient.fromKubeConfig(target.kubeConfig);
  });
  afterAll(async () => {
    client?.close();
    await target?.close();
  });
  return {
    get target() {
      return target;
    },
    get client() {
      return client;
    },
    refTo: (name) => ({ namespace: target.namespace, name }),
  };
}
