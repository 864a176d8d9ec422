import type { Pod } from '../../core/pod.js';
import type { Context } from '../context.js';
import { RbacForbiddenError } from '../errors/refused.js';
import { podsPath, type Target } from '../pod-ref.js';
import { readPod } from '../read-pod.js';
import { type Scope, sleep } from '../scope.js';
import { requestJson } from '../transport/answer.js';
import { isTransient } from '../transport/retry.js';
import { podOfAnswer, podsOfAnswer } from '../transport/shape.js';
import { createPace } from './pace.js';
import { asDeleted, deleted, refuseOther } from './same-pod.js';
import { isGone, watchOnce } from './watch.js';

/** What is known of a Pod, and from when. */
export interface Sighting {
  pod: Pod | undefined;
  /** Where the next watch goes on; undefined when a list is due. */
  resourceVersion: string | undefined;
}

interface PodList {
  readonly metadata?: { readonly resourceVersion?: string };
}

/**
 * The Pod as it is and as it changes, by list and watch, for as long as the caller takes it. Goes on
 * over closed watches, broken connections and 410. Ends with an error where the Pod is deleted or
 * another one has its name. Polls where the user may `get` but not `list` or `watch`.
 */
export async function* followPod(
  context: Context,
  target: Target,
  uid: string | undefined,
  seen: Sighting,
  scope: Scope,
): AsyncGenerator<Pod, never, void> {
  const pace = createPace(scope.signal);
  let poll = false;
  for (;;) {
    let failed = false;
    pace.begin();
    try {
      const round = poll ? pollPod(context, target, scope) : listAndWatch(context, target, seen, scope);
      for await (const pod of round) {
        refuseOther(pod, target, uid);
        seen.pod = pod;
        yield pod;
      }
    } catch (error) {
      if (scope.signal.aborted) throw scope.signal.reason;
      failed = true;
      if (isGone(error)) seen.resourceVersion = undefined;
      else if (error instanceof RbacForbiddenError && !poll) {
        poll = true;
        continue;
      } else if (isTransient(error)) scope.note(`last error: ${error.message}`, error);
      else throw asDeleted(error, target);
    }
    await pace.rest(failed);
  }
}

async function* listAndWatch(context: Context, target: Target, seen: Sighting, scope: Scope) {
  const { transport, watchTimeout } = context;
  const query = { fieldSelector: `metadata.name=${target.name}` };
  const path = podsPath(target.namespace);
  if (seen.resourceVersion === undefined) {
    const spec = { method: 'GET', path, query } as const;
    const { value } = await requestJson<PodList>(transport, spec, { podName: target.name }, scope);
    const [pod] = podsOfAnswer(value);
    if (!pod) throw deleted(target);
    seen.resourceVersion = value.metadata?.resourceVersion;
    yield pod;
  }
  const { resourceVersion } = seen;
  const spec = {
    path,
    query: { ...query, resourceVersion },
    podName: target.name,
    timeoutSeconds: watchTimeout,
  };
  for await (const event of watchOnce<Pod>(transport, spec, scope.signal)) {
    if (event.type === 'DELETED') throw deleted(target);
    seen.resourceVersion = event.object.metadata?.resourceVersion ?? seen.resourceVersion;
    if (event.type !== 'BOOKMARK') yield podOfAnswer(event.object);
  }
}

const pollInterval = 1_000;

async function* pollPod(context: Context, target: Target, scope: Scope) {
  for (;;) {
    yield await readPod(context, target, scope);
    await sleep(pollInterval, scope.signal);
  }
}
