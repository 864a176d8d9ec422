import { isFreed } from '../kubelet/end-pod.js';
import { notFound } from '../model/errors.js';
import { copy, equals, isObject, type JsonObject } from '../model/json.js';
import type { PodObject } from '../model/objects.js';
import { timestamp } from '../model/store.js';
import { ownChanges } from '../patch/managed-fields.js';
import type { ChangedType } from './change.js';
import { minorNumber, type ServerContext } from './context.js';
import { readNewPod, storeNewPod } from './create-pod.js';
import { decodeChange } from './decode-change.js';
import { completeSpec } from './pod-input.js';
import { enforcePodSecurity } from './pod-security.js';
import { readChange } from './read-change.js';
import { readWriteOptions } from './request-options.js';
import type { RequestScope } from './request-scope.js';
import { requireSameObject, requireVersion } from './requirements.js';
import { requirePodUpdate } from './validate-pod-update.js';

/** PUT and PATCH of the Pod itself: its list of ephemeral containers is nothing that it changes. */
export function updatePod(context: ServerContext, scope: RequestScope): void {
  const options = readWriteOptions(scope);
  const { namespace, name } = scope.info;
  const current = context.store.get({ resource: 'pods', namespace, name }) as PodObject | undefined;
  const changed: ChangedType = { type: 'Pod', minor: minorNumber(context.minor), subresource: '' };
  // a PUT is read before the Pod is looked for
  if (current === undefined && scope.method === 'PATCH' && !isApply(scope)) throw notFound('pods', name);
  const change = readChange(scope, current, changed, options);
  const decoded = decodeChange(scope, change, changed, options);
  requireSameObject(scope, decoded);
  if (current === undefined) {
    if (scope.method === 'PUT') throw notFound('pods', name);
    storeNewPod(context, scope, readNewPod(decoded, namespace), options);
    return;
  }
  const wanted = readWanted(current, decoded);
  requireVersion('pods', current, wanted.metadata.resourceVersion);
  if (change.kind !== 'apply') {
    const manager = { name: options.fieldManager, operation: 'Update', subresource: '' } as const;
    ownChanges(current, wanted, 'Pod', manager, timestamp());
  }
  requirePodUpdate(current, wanted, changed.minor);
  const updated = keepChangeable(current, wanted);
  enforcePodSecurity(context, scope, current, updated);
  if (options.dryRun || equals(updated, current)) {
    scope.send(200, updated);
    return;
  }
  const key = { resource: 'pods', namespace, name } as const;
  if (isFreed(updated)) {
    context.store.remove(key);
    scope.send(200, updated);
    return;
  }
  scope.send(
    200,
    context.store.update(key, (pod) => Object.assign(pod, updated)),
  );
}

function isApply({ method, headers }: RequestScope): boolean {
  return method === 'PATCH' && /^application\/apply-patch\+yaml/.test(headers['content-type'] ?? '');
}

function readWanted(current: PodObject, decoded: JsonObject): PodObject {
  const spec = (isObject(decoded['spec'])
    ? decoded['spec']
    : { containers: [] }) as object as PodObject['spec'];
  return {
    ...copy(current),
    metadata: { ...(decoded['metadata'] as object as PodObject['metadata']) },
    spec: completeSpec(spec),
  };
}

/** What an update may change: the rest stays, whatever was sent. */
function keepChangeable(current: PodObject, wanted: PodObject): PodObject {
  const { labels, annotations, finalizers, ownerReferences, managedFields } = wanted.metadata;
  const changeable = { labels, annotations, finalizers, ownerReferences, managedFields };
  const {
    labels: _labels,
    annotations: _annotations,
    finalizers: _finalizers,
    ownerReferences: _owners,
    managedFields: _managed,
    ...fixed
  } = current.metadata;
  const defined = Object.entries(changeable).filter(([, value]) => value !== undefined);
  const isNew = !equals(wanted.spec, current.spec);
  return {
    ...copy(current),
    metadata: {
      ...fixed,
      ...Object.fromEntries(defined),
      ...(isNew ? { generation: (current.metadata.generation ?? 1) + 1 } : {}),
    },
    spec: wanted.spec,
  };
}
