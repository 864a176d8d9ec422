import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AuthorizationV1Api, type KubeConfig, RbacAuthorizationV1Api } from '@kubernetes/client-node';
import { inject } from 'vitest';
import type { ContractTarget } from '../contract/target.js';
import { type Page, parsePage } from '../docs/page.js';
import { readSource } from '../root.js';

/** A text of a page, and what stands in for it on the node. */
export type Substitution = readonly [page: string, node: string];

/**
 * A page as it stands but for its namespace, which is one of a test's own, and for the images and
 * programs that a node without a network has others for.
 */
export function readPageForNode(
  file: string,
  substitutions: readonly Substitution[],
  namespace: string,
): Page {
  const text = substitutions.reduce(
    (adapted, [page, node]) => adapted.replaceAll(page, node),
    readSource(file),
  );
  return parsePage(file, text.replaceAll(/(?<![a-z])shop(?![a-z])/g, namespace));
}

export async function createPods(target: ContractTarget, page: Page, namespace: string): Promise<void> {
  for (const { kind, metadata, spec } of page.manifests) {
    if (kind !== 'Pod') continue;
    const { name, labels = {} } = metadata;
    await target.createPod({
      name,
      namespace,
      labels,
      spec: { restartPolicy: 'Always', ...(spec as object) },
    });
  }
}

/** The kubeconfig of a user without rights, or undefined where the cluster has none for us. */
export function findLimited(): string | undefined {
  const path = join(dirname(inject('kubeconfig')), 'limited.kubeconfig');
  return existsSync(path) ? path : undefined;
}

const deadline = 60_000;
const apiGroup = 'rbac.authorization.k8s.io';

export interface Subject {
  readonly kind: 'User' | 'Group';
  readonly name: string;
}

/** Gives the page's Role to somebody, in the page's namespace. */
export async function grantRole(
  { kubeConfig }: ContractTarget,
  page: Page,
  namespace: string,
  subject: Subject,
): Promise<void> {
  const rbac = kubeConfig.makeApiClient(RbacAuthorizationV1Api);
  for (const { kind, metadata, rules } of page.manifests) {
    if (kind !== 'Role') continue;
    const { name } = metadata;
    await rbac.createNamespacedRole({ namespace, body: { metadata: { name }, rules: rules as [] } });
    const body = {
      metadata: { name },
      roleRef: { apiGroup, kind, name },
      subjects: [{ ...subject, apiGroup }],
    };
    await rbac.createNamespacedRoleBinding({ namespace, body });
    const asked = { namespace, verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers' };
    await untilAllowed(kubeConfig, subject, asked);
  }
}

/** Gives the page's ClusterRole to somebody, and returns how to take it away. */
export async function grantClusterRole(
  { kubeConfig, namespace }: ContractTarget,
  page: Page,
  subject: Subject,
): Promise<() => Promise<void>> {
  const rbac = kubeConfig.makeApiClient(RbacAuthorizationV1Api);
  const name = namespace;
  const role = page.manifests.find(({ kind }) => kind === 'ClusterRole');
  if (!role) throw new Error(`${page.file} has no ClusterRole`);
  await rbac.createClusterRole({ body: { metadata: { name }, rules: role['rules'] as [] } });
  const roleRef = { apiGroup, kind: 'ClusterRole', name };
  await rbac.createClusterRoleBinding({
    body: { metadata: { name }, roleRef, subjects: [{ ...subject, apiGroup }] },
  });
  await untilAllowed(kubeConfig, subject, { verb: 'impersonate', resource: 'users' });
  return async () => {
    await rbac.deleteClusterRoleBinding({ name });
    await rbac.deleteClusterRole({ name });
  };
}

/** The server goes by new rules a moment later. */
async function untilAllowed(
  kubeConfig: KubeConfig,
  { kind, name }: Subject,
  resourceAttributes: Readonly<Record<string, string>>,
): Promise<void> {
  const reviews = kubeConfig.makeApiClient(AuthorizationV1Api);
  const who = kind === 'User' ? { user: name } : { user: 'anybody', groups: [name] };
  const body = { spec: { ...who, resourceAttributes } };
  for (const until = Date.now() + deadline; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    if ((await reviews.createSubjectAccessReview({ body })).status?.allowed) return;
    if (Date.now() > until) throw new Error(`${name} may not yet, after ${deadline} ms`);
  }
}
