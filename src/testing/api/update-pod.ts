import { copy, equals, isObject, type JsonObject } from '../json.js';
import type { ContainerObject, PodObject } from '../objects.js';
import { ownChanges } from '../patch/managed-fields.js';
import { minorNumber, type ServerContext } from './context.js';
import { readNewPod, storeNewPod } from './create-pod.js';
import { decodeChange } from './decode-change.js';
import { invalid, notFound } from './errors.js';
import type { Exchange } from './exchange.js';
import { completeSpec } from './pod-input.js';
import { type ChangedType, readChange } from './read-change.js';
import { readWriteOptions } from './request-options.js';
import { requireSameObject, requireVersion } from './requirements.js';
import { timestamp } from './store.js';

const immutable =
  'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,' +
  '`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to ' +
  'existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was ' +
  'previously negative)\n';

/** PUT and PATCH of the Pod itself: metadata and images; its list of ephemeral containers is not one of them. */
export function updatePod(context: ServerContext, exchange: Exchange): void {
  const options = readWriteOptions(exchange);
  const { namespace, name } = exchange.info;
  const current = context.store.get({ resource: 'pods', namespace, name }) as PodObject | undefined;
  const changed: ChangedType = { type: 'Pod', minor: minorNumber(context.minor), subresource: '' };
  // a PUT is read before the Pod is looked for
  if (current === undefined && exchange.method === 'PATCH' && !isApply(exchange))
    throw notFound('pods', name);
  const change = readChange(exchange, current, changed, options);
  const decoded = decodeChange(exchange, change, changed, options);
  requireSameObject(exchange, decoded);
  if (current === undefined) {
    if (exchange.method === 'PUT') throw notFound('pods', name);
    storeNewPod(context, exchange, readNewPod(decoded, namespace), options);
    return;
  }
  const wanted = readWanted(current, decoded);
  requireVersion('pods', current, wanted.metadata.resourceVersion);
  if (change.kind !== 'apply') {
    const manager = { name: options.fieldManager, operation: 'Update', subresource: '' } as const;
    ownChanges(current, wanted, 'Pod', manager, timestamp());
  }
  requireSameContainers(current, wanted);
  const updated = keepChangeable(current, wanted);
  if (options.dryRun || equals(updated, current)) {
    exchange.send(200, updated);
    return;
  }
  const stored = context.store.update({ resource: 'pods', namespace, name }, (pod) =>
    Object.assign(pod, updated),
  );
  exchange.send(200, stored);
}

function isApply({ method, headers }: Exchange): boolean {
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

function requireSameContainers(current: PodObject, wanted: PodObject): void {
  const { name } = current.metadata;
  if (wanted.spec.containers.length !== current.spec.containers.length) {
    const causes = [
      ...(wanted.spec.containers.length === 0
        ? [{ reason: 'FieldValueRequired', message: 'Required value', field: 'spec.containers' }]
        : []),
      {
        reason: 'FieldValueForbidden',
        message: 'Forbidden: pod updates may not add or remove containers',
        field: 'spec.containers',
      },
    ];
    throw invalid('Pod', name, causes);
  }
  if (equals(withoutImages(wanted.spec), withoutImages(current.spec))) return;
  throw invalid('Pod', name, [{ reason: 'FieldValueForbidden', message: immutable, field: 'spec' }]);
}

function withoutImages(spec: PodObject['spec']): object {
  const strip = (list: ContainerObject[] | undefined): object[] =>
    (list ?? []).map(({ image: _image, ...rest }) => rest);
  return { ...spec, containers: strip(spec.containers), initContainers: strip(spec.initContainers) };
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
