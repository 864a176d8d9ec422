/** What a request asks for, in the words that authorization uses. */
export interface RequestInfo {
  readonly verb: string;
  /** `''` for the core group. */
  readonly group: string;
  readonly version: string;
  /** `''` for a path that is not a resource. */
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
}

/** Source: kubernetes v1.37 apiserver pkg/endpoints/request/requestinfo.go NewRequestInfo */
export function readRequestInfo(method: string, url: URL): RequestInfo {
  const parts = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  const plain = { verb: method.toLowerCase(), group: '', version: '', path: url.pathname };
  const none = { ...plain, resource: '', subresource: '', namespace: '', name: '' };
  const core = parts[0] === 'api';
  if (!core && parts[0] !== 'apis') return none;
  const [group, version, ...rest] = core ? ['', ...parts.slice(1)] : parts.slice(1);
  if (version === undefined || rest.length === 0) return none;
  let namespace = '';
  let scoped = rest;
  if (rest[0] === 'namespaces') {
    namespace = rest[1] ?? '';
    if (rest.length > 2) scoped = rest.slice(2);
  }
  const [resource = '', name = '', subresource = ''] = scoped;
  return {
    ...plain,
    verb: verbOf(method, name, url.searchParams),
    group: group ?? '',
    version,
    resource,
    subresource: scoped.length > 3 ? scoped.slice(2).join('/') : subresource,
    namespace,
    name,
  };
}

/** The name that a list or watch is authorized for: the one that its field selector leaves. */
function selectedName(query: URLSearchParams): string {
  const terms = (query.get('fieldSelector') ?? '').split(',');
  const name = terms
    .map((term) => /^metadata\.name==?([^=].*)$/.exec(term)?.[1])
    .find((each) => each !== undefined);
  return name === undefined || name === '.' || name === '..' || /[/%]/.test(name) ? '' : name;
}

/** What is authorized of a request. Source: kubernetes v1.37 apiserver pkg/endpoints/request/requestinfo.go NewRequestInfo */
export function questionOf(info: RequestInfo, query: URLSearchParams): RequestInfo {
  const isSelection = info.resource !== '' && (info.verb === 'list' || info.verb === 'watch');
  return isSelection ? { ...info, name: selectedName(query) } : info;
}

function verbOf(method: string, name: string, query: URLSearchParams): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === '' ? 'deletecollection' : 'delete';
    default:
      if (name !== '') return 'get';
      return isWatch(query) ? 'watch' : 'list';
  }
}

export function isWatch(query: URLSearchParams): boolean {
  return isTrue(query.get('watch'));
}

/** How the API reads a boolean from a query. */
export function isTrue(value: string | null): boolean {
  return value !== null && value !== 'false' && value !== '0';
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
