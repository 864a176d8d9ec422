import { isFreed } from '../kubelet/end-pod.js';
import type { PodObject } from '../model/objects.js';
import { draftOf, timestamp } from '../model/store.js';
import type { ServerContext } from './context.js';
import { type DeleteOptions, readDeleteOptions, requirePreconditions } from './delete-options.js';
import { findPod } from './find-pod.js';
import type { RequestScope } from './request-scope.js';

/** A Pod on a node ends first; one that waits for a node, has ended, or is given no time, is gone at once. */
export function deletePod(context: ServerContext, scope: RequestScope): void {
  const options = readDeleteOptions(scope);
  const pod = findPod(context, scope);
  requirePreconditions(options, pod, 'Pod');
  const { namespace, name } = scope.info;
  const key = { resource: 'pods', namespace, name } as const;
  const grace = gracePeriod(pod, options);
  if (isPending(pod, options)) {
    scope.send(200, pod);
    return;
  }
  const mark = ({ metadata }: Pick<PodObject, 'metadata'>): void => {
    metadata.deletionTimestamp ??= timestamp(new Date(Date.now() + grace * 1000));
    metadata.deletionGracePeriodSeconds = grace;
    metadata.generation = (metadata.generation ?? 1) + 1;
  };
  const marked = draftOf(pod);
  mark(marked);
  if (options.dryRun) {
    scope.send(200, marked);
    return;
  }
  const isGone = isFreed(marked);
  if (isGone) context.store.remove(key);
  scope.send(200, isGone ? marked : context.store.update(key, mark));
}

/** A deletion on its way may only be hurried. Source: kubernetes v1.37 apiserver pkg/registry/rest/delete.go BeforeDelete */
function isPending({ metadata }: PodObject, { gracePeriodSeconds }: DeleteOptions): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata;
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return false;
  return gracePeriodSeconds === undefined || gracePeriodSeconds >= deletionGracePeriodSeconds;
}

/** Source: kubernetes v1.37 pkg/registry/core/pod/strategy.go CheckGracefulDelete */
function gracePeriod({ spec, status }: PodObject, options: DeleteOptions): number {
  const isOver = status.phase === 'Failed' || status.phase === 'Succeeded';
  if (spec.nodeName === undefined || spec.nodeName === '' || isOver) return 0;
  const period = Number(options.gracePeriodSeconds ?? spec['terminationGracePeriodSeconds'] ?? 0);
  return period < 0 ? 1 : period;
}
