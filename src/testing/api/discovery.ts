import type { ServerContext } from './context.js';
import { minorNumber } from './context.js';
import type { Exchange } from './exchange.js';

interface ServedResource {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
}

interface ServedGroup {
  readonly group: string;
  readonly resources: readonly ServedResource[];
}

const reading = ['get', 'list', 'watch'];

const served: readonly ServedGroup[] = [
  {
    group: '',
    resources: [
      {
        name: 'events',
        singularName: 'event',
        namespaced: true,
        kind: 'Event',
        verbs: reading,
        shortNames: ['ev'],
      },
      {
        name: 'namespaces',
        singularName: 'namespace',
        namespaced: false,
        kind: 'Namespace',
        verbs: ['create', ...reading],
        shortNames: ['ns'],
      },
      {
        name: 'pods',
        singularName: 'pod',
        namespaced: true,
        kind: 'Pod',
        verbs: ['create', 'delete', 'patch', 'update', ...reading],
        shortNames: ['po'],
      },
      subresource('attach', 'PodAttachOptions', ['create', 'get']),
      subresource('ephemeralcontainers', 'Pod', ['get', 'patch', 'update']),
      subresource('log', 'Pod', ['get']),
    ],
  },
  {
    group: 'authorization.k8s.io',
    resources: [
      {
        name: 'selfsubjectaccessreviews',
        singularName: 'selfsubjectaccessreview',
        namespaced: false,
        kind: 'SelfSubjectAccessReview',
        verbs: ['create'],
      },
      {
        name: 'selfsubjectrulesreviews',
        singularName: 'selfsubjectrulesreview',
        namespaced: false,
        kind: 'SelfSubjectRulesReview',
        verbs: ['create'],
      },
    ],
  },
];

function subresource(name: string, kind: string, verbs: readonly string[]): ServedResource {
  return { name: `pods/${name}`, singularName: '', namespaced: true, kind, verbs };
}

/** Answers `/version`, `/api`, `/apis` and what lies under them; `false` for any other path. */
export function sendDiscovery(context: ServerContext, exchange: Exchange): boolean {
  const path = exchange.url.pathname.replace(/(?<=.)\/$/, '');
  if (path === '/version') exchange.send(200, versionOf(context.minor));
  else if (path === '/healthz' || path === '/readyz' || path === '/livez') exchange.send(200, 'ok');
  else if (path === '/api') sendAggregated(context, exchange, (group) => group === '', apiVersions(exchange));
  else if (path === '/apis') sendAggregated(context, exchange, (group) => group !== '', groupList());
  else return sendResources(exchange, path);
  return true;
}

function sendResources(exchange: Exchange, path: string): boolean {
  const found = served.find(({ group }) => path === (group === '' ? '/api/v1' : `/apis/${group}/v1`));
  if (found !== undefined) {
    exchange.send(200, {
      kind: 'APIResourceList',
      ...(found.group === '' ? {} : { apiVersion: 'v1' }),
      groupVersion: found.group === '' ? 'v1' : `${found.group}/v1`,
      resources: found.resources,
    });
    return true;
  }
  const group = served.find((candidate) => candidate.group !== '' && path === `/apis/${candidate.group}`);
  if (group === undefined) return false;
  exchange.send(200, { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group.group) });
  return true;
}

/** From 1.27 on clients ask for everything at once, and take the list of versions otherwise. */
function sendAggregated(
  context: ServerContext,
  exchange: Exchange,
  selects: (group: string) => boolean,
  plain: object,
): void {
  const accepted = exchange.headers.accept ?? '';
  const version = /v=(v2(?:beta1)?);g=apidiscovery\.k8s\.io;as=APIGroupDiscoveryList/.exec(accepted)?.[1];
  const oldest = version === 'v2' ? 30 : 27;
  if (version === undefined || minorNumber(context.minor) < oldest) {
    exchange.send(200, plain);
    return;
  }
  exchange.send(
    200,
    {
      kind: 'APIGroupDiscoveryList',
      apiVersion: `apidiscovery.k8s.io/${version}`,
      metadata: {},
      items: served.filter(({ group }) => selects(group)).map(aggregatedGroup),
    },
    { 'Content-Type': `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList` },
  );
}

function aggregatedGroup({ group, resources }: ServedGroup): object {
  return {
    metadata: group === '' ? {} : { name: group },
    versions: [
      {
        version: 'v1',
        resources: resources
          .filter(({ name }) => !name.includes('/'))
          .map(({ name, kind, singularName, namespaced, verbs, shortNames }) => ({
            resource: name,
            responseKind: { group, version: 'v1', kind },
            scope: namespaced ? 'Namespaced' : 'Cluster',
            singularResource: singularName,
            verbs,
            ...(shortNames === undefined ? {} : { shortNames }),
            subresources: resources
              .filter((other) => other.name.startsWith(`${name}/`))
              .map((other) => ({
                subresource: other.name.slice(name.length + 1),
                responseKind: { group, version: 'v1', kind: other.kind },
                verbs: other.verbs,
              })),
          })),
        freshness: 'Current',
      },
    ],
  };
}

function apiVersions(exchange: Exchange): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: exchange.url.host }],
  };
}

function groupList(): object {
  const groups = served.filter(({ group }) => group !== '').map(({ group }) => groupOf(group));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

function groupOf(group: string): object {
  const version = { groupVersion: `${group}/v1`, version: 'v1' };
  return { name: group, versions: [version], preferredVersion: version };
}

function versionOf(minor: string): object {
  const [major = '1', number = ''] = minor.split('.');
  return {
    major,
    minor: number,
    gitVersion: `v${minor}.0`,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
