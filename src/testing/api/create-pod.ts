import { alreadyExists, invalid, notFound } from '../model/errors.js';
import { isObject } from '../model/json.js';
import type { ObjectMeta, PodObject } from '../model/objects.js';
import { minorNumber, type ServerContext } from './context.js';
import { decodeChange } from './decode-change.js';
import { completeNewObject } from './new-object.js';
import { admissionDefaults, completeSpec } from './pod-input.js';
import { enforcePodSecurity } from './pod-security.js';
import { qosClassOf } from './qos-class.js';
import { readObject } from './read-body.js';
import { readWriteOptions } from './request-options.js';
import type { RequestScope } from './request-scope.js';
import { requireNamespace, requireNoVersion } from './requirements.js';
import { requirePod } from './validate-pod.js';

/** POST of a Pod: validates it, stores it and has the node start it. */
export function createPod(context: ServerContext, scope: RequestScope): void {
  const { store, kubelet } = context;
  const { namespace } = scope.info;
  const options = readWriteOptions(scope);
  const minor = minorNumber(context.minor);
  const changed = { type: 'Pod', minor };
  const given = decodeChange(scope, readObject(scope, changed), changed, options);
  requireNoVersion(given);
  const metadata = (isObject(given['metadata']) ? given['metadata'] : {}) as object as ObjectMeta;
  requireNamespace(namespace, metadata.namespace);
  if (store.get({ resource: 'namespaces', name: namespace }) === undefined) {
    throw notFound('namespaces', namespace);
  }
  const spec = completeSpec((given['spec'] ?? { containers: [] }) as object as PodObject['spec']);
  const pod: PodObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...completeNewObject({ ...metadata, namespace }), generation: 1 },
    spec: { ...admissionDefaults(), ...spec },
    status: { phase: 'Pending', qosClass: qosClassOf(spec) },
  };
  const { name } = pod.metadata;
  if (spec.ephemeralContainers !== undefined) {
    const cause = { reason: 'FieldValueForbidden', message: 'Forbidden: cannot be set on create' };
    throw invalid('Pod', name, [{ ...cause, field: 'spec.ephemeralContainers' }]);
  }
  requirePod(pod, minor);
  enforcePodSecurity(context, scope, undefined, pod);
  if (store.get({ resource: 'pods', namespace, name }) !== undefined) throw alreadyExists('pods', name);
  if (options.dryRun) {
    scope.send(201, pod);
    return;
  }
  const stored = store.create('pods', pod) as PodObject;
  kubelet.admit(stored);
  scope.send(201, stored);
}
