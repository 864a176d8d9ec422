import { isObject, type JsonObject } from '../core/json.js';

const podSpecOf: Readonly<Record<string, string>> = {
  CronJob: 'spec.jobTemplate.spec.template.spec',
  DaemonSet: 'spec.template.spec',
  Deployment: 'spec.template.spec',
  Job: 'spec.template.spec',
  PodTemplate: 'template.spec',
  ReplicaSet: 'spec.template.spec',
  ReplicationController: 'spec.template.spec',
  StatefulSet: 'spec.template.spec',
};

const validated = 'only Pods, containers and lists of them are validated';

/** Whether a kind has nothing to do with ephemeral containers, unlike those that hold some in their own way. */
export function isOtherKind(value: JsonObject): boolean {
  return !['Pod', 'EphemeralContainers', 'AdmissionReview'].includes(String(value['kind']));
}

/** Why a document of another kind is not validated, and where to look instead. */
export function explainKind(value: JsonObject): string {
  const kind = String(value['kind']);
  const template = podSpecOf[kind];
  if (template !== undefined) {
    return (
      `is a ${kind}: ${validated}. Ephemeral containers are added to a running Pod and cannot be set in ` +
      `${template}; look at spec.ephemeralContainers of one of its Pods (kubectl get pod NAME -o yaml)`
    );
  }
  if (kind === 'EphemeralContainers') {
    return 'is of the kind EphemeralContainers, which no supported minor has: pass its list of containers alone, or a Pod with spec.ephemeralContainers';
  }
  if (kind === 'AdmissionReview') {
    return 'is an AdmissionReview: pass the Pod in it, which is its request.object; its request.oldObject is the Pod before (jq .request.object)';
  }
  if (kind === 'Pod') return `is a Pod of apiVersion ${show(value['apiVersion'])}; the API has it in v1`;
  return `is a ${kind}: ${validated}. Pass a Pod with spec.ephemeralContainers, or a container alone`;
}

/** Why an object that names no kind is not taken for a container. */
export function explainNoKind(value: JsonObject): string {
  if (isObject(value['spec']) && 'ephemeralContainers' in value['spec']) {
    if (!Array.isArray(value['spec']['ephemeralContainers']))
      return 'has spec.ephemeralContainers, which is not a list';
    return 'has spec.ephemeralContainers and more, but no kind; add "apiVersion: v1" and "kind: Pod", or pass the list of containers alone';
  }
  if ('ephemeralContainers' in value) {
    return 'has ephemeralContainers, but no kind; pass the list of containers alone, or a Pod with spec.ephemeralContainers';
  }
  return `has no kind and does not look like a container, which has a name and an image; ${validated}`;
}

/** Whether a list holds the operations of RFC 6902. */
export function isJsonPatch(list: readonly unknown[]): boolean {
  const isOperation = (item: unknown) =>
    isObject(item) && typeof item['op'] === 'string' && typeof item['path'] === 'string';
  return list.length > 0 && list.every(isOperation);
}

export const jsonPatch =
  'is a JSON Patch: pass the containers that it adds, which are the values of its operations (jq "map(.value)"), ' +
  'or send it as it is: kubectl patch pod NAME --subresource ephemeralcontainers --type json --patch-file FILE';

/** What a document holds that is neither an object nor a list. */
export function explainScalar(value: unknown): string {
  return `holds ${typeof value === 'string' ? 'plain text' : `the ${typeof value} ${String(value)}`}; a container, a list of containers or a Pod is expected`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
}
