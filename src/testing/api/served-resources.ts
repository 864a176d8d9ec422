/** A resource that the server has, as discovery tells of it. */
export interface ServedResource {
  readonly group: string;
  readonly version: string;
  /** With its subresource: `pods/log`. */
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  /** The first minor that has it; all do if it does not say. */
  readonly since?: number;
}

const reading = ['get', 'list', 'watch'];

/** Source: kubernetes v1.37 api discovery, `kubectl api-resources -o wide` */
const resources: readonly ServedResource[] = [
  core('events', 'Event', ['create', 'delete', ...reading], { shortNames: ['ev'] }),
  core('namespaces', 'Namespace', ['create', 'delete', 'patch', ...reading], {
    namespaced: false,
    shortNames: ['ns'],
  }),
  core('pods', 'Pod', ['create', 'delete', 'patch', 'update', ...reading], {
    shortNames: ['po'],
    categories: ['all'],
  }),
  core('pods/attach', 'PodAttachOptions', ['create', 'get']),
  core('pods/ephemeralcontainers', 'Pod', ['get', 'patch', 'update']),
  core('pods/exec', 'PodExecOptions', ['create', 'get']),
  core('pods/log', 'Pod', ['get']),
  core('pods/status', 'Pod', ['get']),
  review('authentication.k8s.io', 'SelfSubjectReview', { since: 28 }),
  review('authorization.k8s.io', 'SelfSubjectAccessReview'),
  review('authorization.k8s.io', 'SelfSubjectRulesReview'),
];

function core(
  name: string,
  kind: string,
  verbs: readonly string[],
  more: Partial<ServedResource> = {},
): ServedResource {
  const singularName = name.includes('/') ? '' : kind.toLowerCase();
  return {
    group: '',
    version: 'v1',
    name,
    singularName,
    namespaced: true,
    kind,
    verbs: [...verbs].sort(),
    ...more,
  };
}

function review(group: string, kind: string, more: Partial<ServedResource> = {}): ServedResource {
  const singularName = kind.toLowerCase();
  const name = `${singularName}s`;
  return { group, version: 'v1', name, singularName, namespaced: false, kind, verbs: ['create'], ...more };
}

/** What a server of this minor has. */
export function servedBy(minor: number): readonly ServedResource[] {
  return resources.filter(({ since = 0 }) => since <= minor);
}
