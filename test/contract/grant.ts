import { AuthorizationV1Api, type KubeConfig, RbacAuthorizationV1Api } from '@kubernetes/client-node';
import type { PolicyRule } from '../../src/testing/index.js';
import { eventually } from './eventually.js';

const name = 'contract';

/** Lets `limited` do what the rules say in a namespace, and no more; done once the server goes by them. */
export function createGrant(
  kubeConfig: KubeConfig,
  limited: KubeConfig,
  namespace: string,
): (rules: readonly PolicyRule[]) => Promise<void> {
  const rbac = kubeConfig.makeApiClient(RbacAuthorizationV1Api);
  const reviews = limited.makeApiClient(AuthorizationV1Api);
  let grants = 0;
  const isGranted = async (resource: string): Promise<boolean> => {
    const resourceAttributes = { namespace, group: 'contract.example.com', resource, verb: 'get' };
    const body = { spec: { resourceAttributes } };
    return (await reviews.createSelfSubjectAccessReview({ body })).status?.allowed === true;
  };
  return async (rules) => {
    const mark = `grant-${++grants}`;
    const marking = { apiGroups: ['contract.example.com'], resources: [mark], verbs: ['get'] };
    const own = rules.map(({ verbs, resources = [], apiGroups = [''] }) => ({
      verbs: [...verbs],
      resources: [...resources],
      apiGroups: [...apiGroups],
    }));
    const body = { metadata: { name }, rules: [...own, marking] };
    if (grants > 1) await rbac.replaceNamespacedRole({ name, namespace, body });
    else {
      await rbac.createNamespacedRole({ namespace, body });
      const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name };
      const subjects = [{ kind: 'User', name: 'limited', apiGroup: 'rbac.authorization.k8s.io' }];
      await rbac.createNamespacedRoleBinding({ namespace, body: { metadata: { name }, roleRef, subjects } });
    }
    await eventually('a Role that is gone by', async () => (await isGranted(mark)) || undefined);
  };
}
