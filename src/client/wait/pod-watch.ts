import type { Pod } from '../../core/pod.js';
import type { ClientContext } from '../context.js';
import { RbacForbiddenError } from '../errors/refused.js';
import { type PodKey, podsPath } from '../pod-ref.js';
import { readPod } from '../read-pod.js';
import { type Scope, sleep } from '../scope.js';
import { pollInterval } from '../timing.js';
import { requestJson } from '../transport/answer.js';
import { podOfAnswer, podsOfAnswer } from '../transport/check-response.js';
import { isTransient } from '../transport/retry.js';
import { isIdle } from '../transport/stream.js';
import { createBackoff } from './backoff.js';
import type { CachedPod } from './cached-pod.js';
import { asDeleted, deleted, refuseOther } from './same-pod.js';
import { isGone, watchOnce } from './watch.js';

interface PodList {
  readonly metadata?: { readonly resourceVersion?: string };
}

/**
 * Yields the Pod and each change of it, by list and watch, until the caller stops. Continues after
 * closed watches, broken connections and 410. Throws where the Pod is deleted or
 * another one has its name. Polls where the user may `get` but not `list` or `watch`.
 */
export async function* followPod(
  context: ClientContext,
  podKey: PodKey,
  uid: string | undefined,
  cache: CachedPod,
  scope: Scope,
): AsyncGenerator<Pod, never, void> {
  const backoff = createBackoff(scope.signal);
  let poll = false;
  for (;;) {
    let failed = false;
    backoff.begin();
    try {
      const round = poll ? pollPod(context, podKey, scope) : listAndWatch(context, podKey, cache, scope);
      for await (const pod of round) {
        refuseOther(pod, podKey, uid);
        cache.pod = pod;
        yield pod;
      }
    } catch (error) {
      if (scope.signal.aborted) throw scope.signal.reason;
      failed = true;
      if (isGone(error)) cache.resourceVersion = undefined;
      else if (isIdle(error)) continue;
      else if (error instanceof RbacForbiddenError && !poll) {
        poll = true;
        continue;
      } else if (isTransient(error)) scope.note(`last error: ${error.message}`, error);
      else throw asDeleted(error, podKey);
    }
    await backoff.wait(failed);
  }
}

async function* listAndWatch(context: ClientContext, podKey: PodKey, cache: CachedPod, scope: Scope) {
  const { transport, watchTimeout } = context;
  const query = { fieldSelector: `metadata.name=${podKey.name}` };
  const path = podsPath(podKey.namespace);
  if (cache.resourceVersion === undefined) {
    const spec = { method: 'GET', path, query } as const;
    const { value } = await requestJson<PodList>(transport, spec, { podName: podKey.name }, scope);
    const [pod] = podsOfAnswer(value);
    if (!pod) throw deleted(podKey);
    cache.resourceVersion = value.metadata?.resourceVersion;
    yield pod;
  }
  const { resourceVersion } = cache;
  const spec = {
    path,
    query: { ...query, resourceVersion },
    podName: podKey.name,
    timeoutSeconds: watchTimeout,
  };
  for await (const event of watchOnce<Pod>(transport, spec, scope.signal)) {
    if (event.type === 'DELETED') throw deleted(podKey);
    cache.resourceVersion = event.object.metadata?.resourceVersion ?? cache.resourceVersion;
    if (event.type !== 'BOOKMARK') yield podOfAnswer(event.object);
  }
}

async function* pollPod(context: ClientContext, podKey: PodKey, scope: Scope) {
  for (;;) {
    yield await readPod(context, podKey, scope);
    await sleep(pollInterval, scope.signal);
  }
}
