import type { PodObject } from '../objects.js';
import type { ServerContext } from './context.js';
import { alreadyExists, badRequest, conflict, invalid, notFound } from './errors.js';
import type { Exchange } from './exchange.js';
import { completeSpec } from './pod-input.js';
import { readJsonObject } from './read-body.js';

export function findPod(context: ServerContext, exchange: Exchange): PodObject {
  const { namespace, name } = exchange.info;
  const pod = context.store.get({ resource: 'pods', namespace, name });
  if (pod === undefined) throw notFound('pods', name);
  return pod as PodObject;
}

export function isDryRun(exchange: Exchange): boolean {
  const values = exchange.url.searchParams.getAll('dryRun').filter((value) => value !== '');
  const bad = values.find((value) => value !== 'All');
  if (bad !== undefined) {
    throw invalid('PatchOptions.meta.k8s.io', '', [
      {
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${JSON.stringify(bad)}: supported values: "All"`,
        field: 'dryRun',
      },
    ]);
  }
  return values.length > 0;
}

export function createPod(context: ServerContext, exchange: Exchange): void {
  const given = readJsonObject(exchange) as unknown as Partial<PodObject>;
  const { namespace } = exchange.info;
  const name = given.metadata?.name;
  if (name === undefined || name === '') {
    throw invalid('Pod', '', [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
        field: 'metadata.name',
      },
    ]);
  }
  if (given.metadata?.namespace !== undefined && given.metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (given.spec?.ephemeralContainers !== undefined && given.spec.ephemeralContainers.length > 0) {
    throw invalid('Pod', name, [
      {
        reason: 'FieldValueForbidden',
        message: 'Forbidden: cannot be set on create',
        field: 'spec.ephemeralContainers',
      },
    ]);
  }
  if (context.store.get({ resource: 'pods', namespace, name }) !== undefined)
    throw alreadyExists('pods', name);
  const pod: PodObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...given.metadata, name, namespace, generation: 1 },
    spec: completeSpec(given.spec ?? { containers: [] }),
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  };
  exchange.send(201, isDryRun(exchange) ? pod : context.store.create('pods', pod));
}

/** A Pod on a node ends first; one that waits for a node, or is given no time, is gone at once. */
export function deletePod(context: ServerContext, exchange: Exchange): void {
  const pod = findPod(context, exchange);
  const { namespace, name } = exchange.info;
  const options = exchange.body.length > 0 ? readJsonObject(exchange) : {};
  const key = { resource: 'pods', namespace, name } as const;
  const preconditions = options['preconditions'] as { uid?: string } | undefined;
  if (preconditions?.uid !== undefined && preconditions.uid !== pod.metadata.uid) {
    throw conflict(
      'pods',
      name,
      `Precondition failed: UID in precondition: ${preconditions.uid}, UID in object meta: ${pod.metadata.uid}`,
    );
  }
  const asked = exchange.url.searchParams.get('gracePeriodSeconds') ?? options['gracePeriodSeconds'];
  const grace = Number(asked ?? pod.spec['terminationGracePeriodSeconds'] ?? 30);
  if (isDryRun(exchange)) {
    exchange.send(200, pod);
    return;
  }
  if (grace === 0 || pod.spec.nodeName === undefined || pod.spec.nodeName === '') {
    exchange.send(200, context.store.remove(key));
    return;
  }
  const deleted = context.store.update(key, ({ metadata }) => {
    metadata.deletionTimestamp ??= new Date(Date.now() + grace * 1000).toISOString().replace(/\.\d+/, '');
    metadata.deletionGracePeriodSeconds = grace;
    metadata.generation = (metadata.generation ?? 1) + 1;
  });
  exchange.send(200, deleted);
}
