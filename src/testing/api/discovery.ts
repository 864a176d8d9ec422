import type { ServerContext } from './context.js';
import { minorNumber } from './context.js';
import { sendOpenApi } from './open-api.js';
import type { RequestScope } from './request-scope.js';
import { type ServedResource, servedBy } from './served-resources.js';

/** Answers `/version`, `/api`, `/apis` and what lies under them, `/openapi` and the probes of health. */
export function sendDiscovery(context: ServerContext, scope: RequestScope): void {
  const parts = scope.info.path.split('/').filter((part) => part !== '');
  const [first = '', group = ''] = parts;
  const minor = minorNumber(context.minor);
  const resources = servedBy(minor);
  if (first === 'version') scope.send(200, versionOf(context.minor));
  else if (first === 'openapi') sendOpenApi(scope, minor);
  else if (first === 'api' && parts.length === 1) {
    sendGroups(scope, minor, resources.filter(isCore), apiVersions(scope));
  } else if (first === 'api') {
    scope.send(200, { kind: 'APIResourceList', ...resourceList('v1', resources.filter(isCore)) });
  } else if (first === 'apis' && parts.length === 1) {
    const others = resources.filter((resource) => !isCore(resource));
    sendGroups(scope, minor, others, groupList(others));
  } else if (first === 'apis' && parts.length === 2) {
    scope.send(200, { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) });
  } else if (first === 'apis') {
    const own = resources.filter((resource) => resource.group === group);
    scope.send(200, { kind: 'APIResourceList', apiVersion: 'v1', ...resourceList(`${group}/v1`, own) });
  } else if (first === '')
    scope.send(200, {
      paths: ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/openapi/v3', '/readyz', '/version'],
    });
  else scope.send(200, 'ok', { 'X-Content-Type-Options': 'nosniff' });
}

function isCore({ group }: ServedResource): boolean {
  return group === '';
}

function resourceList(groupVersion: string, resources: readonly ServedResource[]): object {
  const described = resources.map(
    ({ group: _group, version: _version, since: _since, ...resource }) => resource,
  );
  return { groupVersion, resources: described };
}

/** From 1.27 on clients ask for everything at once, and take the list of versions otherwise. */
function sendGroups(
  scope: RequestScope,
  minor: number,
  resources: readonly ServedResource[],
  plain: object,
): void {
  const accepted = scope.headers.accept ?? '';
  const version =
    /v=(v2(?:beta1)?);g=apidiscovery\.k8s\.io;as=APIGroupDiscoveryList|g=apidiscovery\.k8s\.io;v=(v2(?:beta1)?);as=APIGroupDiscoveryList/.exec(
      accepted,
    );
  const asked = version?.[1] ?? version?.[2];
  if (asked === undefined || minor < (asked === 'v2' ? 30 : 27)) {
    scope.send(200, plain);
    return;
  }
  const groups = [...new Set(resources.map(({ group }) => group))];
  const body = {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${asked}`,
    metadata: {},
    items: groups.map((group) =>
      aggregatedGroup(
        group,
        resources.filter((resource) => resource.group === group),
      ),
    ),
  };
  scope.send(200, body, {
    'Content-Type': `application/json;g=apidiscovery.k8s.io;v=${asked};as=APIGroupDiscoveryList`,
  });
}

function aggregatedGroup(group: string, resources: readonly ServedResource[]): object {
  const described = resources
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, kind, singularName, namespaced, verbs, shortNames, categories }) => {
      const subresources = resources.filter((other) => other.name.startsWith(`${name}/`));
      return {
        resource: name,
        responseKind: { group, version: 'v1', kind },
        scope: namespaced ? 'Namespaced' : 'Cluster',
        singularResource: singularName,
        verbs,
        ...(shortNames === undefined ? {} : { shortNames }),
        ...(categories === undefined ? {} : { categories }),
        ...(subresources.length === 0
          ? {}
          : {
              subresources: subresources.map((other) => ({
                subresource: other.name.slice(name.length + 1),
                responseKind: { group, version: 'v1', kind: other.kind },
                verbs: other.verbs,
              })),
            }),
      };
    });
  return {
    metadata: group === '' ? {} : { name: group },
    versions: [{ version: 'v1', resources: described, freshness: 'Current' }],
  };
}

function apiVersions(scope: RequestScope): object {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: scope.url.host }],
  };
}

function groupList(resources: readonly ServedResource[]): object {
  const groups = [...new Set(resources.map(({ group }) => group))].map(groupOf);
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
    // Source: kubernetes v1.33 apimachinery pkg/version/types.go Info
    ...(Number(number) < 33
      ? {}
      : {
          emulationMajor: major,
          emulationMinor: number,
          minCompatibilityMajor: major,
          minCompatibilityMinor: String(Number(number) - 1),
        }),
    gitVersion: `v${minor}.0`,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
