import { sendAccessReview, sendRulesReview, sendSelfReview } from '../api/access-review.js';
import type { ServerContext } from '../api/context.js';
import { createPod } from '../api/create-pod.js';
import { deletePod } from '../api/delete-pod.js';
import { changeEphemeralContainers } from '../api/ephemeral-containers.js';
import { sendList } from '../api/list.js';
import { sendObject } from '../api/read-object.js';
import type { RequestScope } from '../api/request-scope.js';
import { updatePod } from '../api/update-pod.js';
import { sendWatch } from '../api/watch.js';
import { sendLog } from '../streams/log.js';
import { serveStream } from '../streams/serve-stream.js';

export type Handler = (context: ServerContext, scope: RequestScope) => void | Promise<void>;

/** A resource that the server has: discovery names it, and requests are sent to its handlers by their verb. */
export interface ServedResource {
  /** `''` for the core group. */
  readonly group: string;
  /** With its subresource: `pods/log`. */
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames?: readonly string[];
  /** The first minor that has it; all do if it does not say. */
  readonly since?: number;
  readonly handlers: Readonly<Record<string, Handler>>;
}

const core = { group: '', namespaced: true };
const reading = { get: sendObject, list: sendList, watch: sendWatch };
const streaming = { create: serveStream, get: serveStream };
const [authentication, authorization] = ['authentication.k8s.io', 'authorization.k8s.io'];

/** Source: kubernetes v1.37 api discovery, `kubectl api-resources -o wide` */
const resources: readonly ServedResource[] = [
  { ...core, name: 'events', kind: 'Event', shortNames: ['ev'], handlers: reading },
  {
    ...core,
    name: 'namespaces',
    kind: 'Namespace',
    namespaced: false,
    shortNames: ['ns'],
    handlers: reading,
  },
  {
    ...core,
    name: 'pods',
    kind: 'Pod',
    shortNames: ['po'],
    handlers: { ...reading, create: createPod, delete: deletePod, patch: updatePod, update: updatePod },
  },
  { ...core, name: 'pods/attach', kind: 'PodAttachOptions', handlers: streaming },
  {
    ...core,
    name: 'pods/ephemeralcontainers',
    kind: 'Pod',
    handlers: { get: sendObject, patch: changeEphemeralContainers, update: changeEphemeralContainers },
  },
  { ...core, name: 'pods/exec', kind: 'PodExecOptions', handlers: streaming },
  { ...core, name: 'pods/log', kind: 'Pod', handlers: { get: sendLog } },
  { ...core, name: 'pods/status', kind: 'Pod', handlers: { get: sendObject } },
  review(authentication, 'SelfSubjectReview', sendSelfReview, 28),
  review(authorization, 'SelfSubjectAccessReview', sendAccessReview),
  review(authorization, 'SelfSubjectRulesReview', sendRulesReview),
];

function review(group: string, kind: string, create: Handler, since = 0): ServedResource {
  return { group, name: `${kind.toLowerCase()}s`, kind, namespaced: false, since, handlers: { create } };
}

/** What a server of this minor has. */
export function servedBy(minor: number): readonly ServedResource[] {
  return resources.filter(({ since = 0 }) => since <= minor);
}
