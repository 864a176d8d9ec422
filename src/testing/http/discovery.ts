import { type ServedResource, servedBy } from './resources.js';

/** What is answered to a path that is no resource: the version, discovery, and whether the server is well. */
export function findPage(path: string, minor: number): unknown {
  const resources = servedBy(minor);
  const groups = [...new Set(resources.map(({ group }) => group))].filter((group) => group !== '');
  const resourcePages = ['', ...groups].map((group) => [
    group === '' ? '/api/v1' : `/apis/${group}/v1`,
    listResources(
      group,
      resources.filter((resource) => resource.group === group),
    ),
  ]);
  const pages: Readonly<Record<string, unknown>> = {
    '/healthz': 'ok',
    '/livez': 'ok',
    '/readyz': 'ok',
    '/version': describeVersion(minor),
    '/api': { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] },
    '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(describeGroup) },
    ...Object.fromEntries(resourcePages),
    ...Object.fromEntries(
      groups.map((group) => [`/apis/${group}`, { kind: 'APIGroup', ...describeGroup(group) }]),
    ),
    '/openapi/v3': { paths: { 'api/v1': { serverRelativeURL: '/openapi/v3/api/v1' } } },
    '/openapi/v3/api/v1': describePatches(minor),
  };
  return path === '/' ? { paths: Object.keys(pages) } : pages[path.replace(/\/$/, '')];
}

function listResources(group: string, resources: readonly ServedResource[]): object {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group === '' ? 'v1' : `${group}/v1`,
    resources: resources.map(({ name, kind, namespaced, shortNames, handlers }) => ({
      name,
      singularName: name.includes('/') ? '' : kind.toLowerCase(),
      namespaced,
      kind,
      verbs: Object.keys(handlers).sort(),
      ...(shortNames === undefined ? {} : { shortNames }),
    })),
  };
}

function describeGroup(group: string): object {
  const version = { groupVersion: `${group}/v1`, version: 'v1' };
  return { name: group, versions: [version], preferredVersion: version };
}

/** Of OpenAPI only what kubectl looks for before it creates a Pod: that a patch of one takes `fieldValidation`. */
function describePatches(minor: number): object {
  const patch = {
    parameters: [{ name: 'fieldValidation', in: 'query', schema: { type: 'string' } }],
    responses: {},
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': { group: '', kind: 'Pod', version: 'v1' },
  };
  const paths = { '/api/v1/namespaces/{namespace}/pods/{name}': { patch } };
  return { openapi: '3.0.0', info: { title: 'Kubernetes', version: `v1.${minor}.0` }, paths };
}

function describeVersion(minor: number): object {
  const compatibility = {
    emulationMajor: '1',
    emulationMinor: String(minor),
    minCompatibilityMajor: '1',
    minCompatibilityMinor: String(minor - 1),
  };
  return {
    major: '1',
    minor: String(minor),
    // Source: kubernetes v1.33 apimachinery pkg/version/types.go Info
    ...(minor < 33 ? {} : compatibility),
    gitVersion: `v1.${minor}.0`,
    gitCommit: '',
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
