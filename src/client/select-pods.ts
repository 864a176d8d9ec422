import type { OptionNames } from '../core/known-options.js';
import type { Pod } from '../index.js';
import type { ClientContext } from './context.js';
import { podsPath } from './pod-ref.js';
import type { Scope } from './scope.js';
import { requestJson } from './transport/answer.js';
import { podsOfAnswer } from './transport/check-response.js';

/** Which Pods are meant. */
export interface PodSelector {
  /** Default: the connection's namespace. */
  readonly namespace?: string | undefined;
  readonly allNamespaces?: boolean | undefined;
  /** As in the API: `app=web,tier!=cache`. */
  readonly labelSelector?: string | undefined;
  /** As in the API: `spec.nodeName=node-1`. */
  readonly fieldSelector?: string | undefined;
}

export const ofSelector: OptionNames<PodSelector> = {
  namespace: true,
  allNamespaces: true,
  labelSelector: true,
  fieldSelector: true,
};

const pageSize = 500;

/** The Pods that fit and could run a container: neither ended nor being deleted. */
export async function selectPods(
  { transport }: ClientContext,
  selector: PodSelector,
  scope: Scope,
): Promise<Pod[]> {
  const {
    allNamespaces,
    namespace = transport.connection.namespace,
    labelSelector,
    fieldSelector,
  } = selector;
  const path = allNamespaces ? '/api/v1/pods' : podsPath(namespace);
  const pods: Pod[] = [];
  let next: string | undefined;
  do {
    const query = { labelSelector, fieldSelector, limit: pageSize, continue: next };
    const { value } = await requestJson<{ metadata?: { continue?: string } }>(
      transport,
      { method: 'GET', path, query },
      { podName: '' },
      scope,
    );
    pods.push(...podsOfAnswer(value));
    next = value.metadata?.continue || undefined;
  } while (next);
  return pods.filter(
    ({ metadata, status }) =>
      !metadata?.deletionTimestamp && !['Succeeded', 'Failed'].includes(status?.phase ?? ''),
  );
}
