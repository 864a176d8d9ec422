import { isFreed } from '../kubelet/end-pod.js';
import { ApiError, notFound } from '../model/errors.js';
import { copy, equals, isObject } from '../model/json.js';
import type { PodObject } from '../model/objects.js';
import type { ChangedType } from './change.js';
import { minorNumber, type ServerContext } from './context.js';
import { decodeChange } from './decode-change.js';
import { completeSpec } from './pod-input.js';
import { enforcePodSecurity } from './pod-security.js';
import { contentType } from './read-body.js';
import { readChange } from './read-change.js';
import { readWriteOptions } from './request-options.js';
import type { RequestScope } from './request-scope.js';
import { requireSameObject, requireVersion } from './requirements.js';
import { requirePodUpdate } from './validate-pod.js';

/** PUT and PATCH of the Pod itself: its list of ephemeral containers is nothing that it changes. */
export function updatePod(context: ServerContext, scope: RequestScope): void {
  const options = readWriteOptions(scope);
  const { namespace, name } = scope.info;
  const key = { resource: 'pods', namespace, name } as const;
  const current = context.store.get(key) as PodObject | undefined;
  const changed: ChangedType = { type: 'Pod', minor: minorNumber(context.minor) };
  if (contentType(scope) === 'application/apply-patch+yaml') throw applyUnserved();
  // a PUT is read before the Pod is looked for
  if (current === undefined && scope.method === 'PATCH') throw notFound('pods', name);
  const decoded = decodeChange(scope, readChange(scope, current, changed, options), changed, options);
  requireSameObject(scope, decoded);
  if (current === undefined) throw notFound('pods', name);
  const spec = isObject(decoded['spec']) ? decoded['spec'] : { containers: [] };
  const wanted: PodObject = {
    ...current,
    metadata: decoded['metadata'] as object as PodObject['metadata'],
    spec: completeSpec(spec as object as PodObject['spec']),
  };
  requireVersion('pods', current, wanted.metadata.resourceVersion);
  requirePodUpdate(current, wanted, changed.minor);
  const updated = keepChangeable(current, wanted);
  enforcePodSecurity(context, scope, current, updated);
  if (options.dryRun || equals(updated, current)) {
    scope.send(200, updated);
  } else if (isFreed(updated)) {
    context.store.remove(key);
    scope.send(200, updated);
  } else {
    scope.send(
      200,
      context.store.update(key, (pod) => Object.assign(pod, updated)),
    );
  }
}

function applyUnserved(): ApiError {
  const text = 'server-side apply is served here for the subresource ephemeralcontainers only';
  return new ApiError(415, 'UnsupportedMediaType', text);
}

/** What an update may change: the rest stays, whatever was sent. */
function keepChangeable(current: PodObject, wanted: PodObject): PodObject {
  const metadata = { ...current.metadata };
  for (const field of ['labels', 'annotations', 'finalizers', 'ownerReferences'] as const) {
    delete metadata[field];
    if (wanted.metadata[field] !== undefined) Object.assign(metadata, { [field]: wanted.metadata[field] });
  }
  if (!equals(wanted.spec, current.spec)) metadata.generation = (metadata.generation ?? 1) + 1;
  return { ...copy(current), metadata, spec: wanted.spec };
}
