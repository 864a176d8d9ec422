import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../model/errors.js';
import { isTrue } from './request-info.js';
import type { Route } from './routes.js';

/** How an answer is to be written. */
export interface Representation {
  readonly format: 'json' | 'yaml';
  readonly pretty: boolean;
  readonly transform: Transform | undefined;
}

/** What is answered in the place of an object. */
export interface Transform {
  readonly kind: 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList';
  /** `meta.k8s.io/v1` */
  readonly apiVersion: string;
  /** What a row of a table has of its object. */
  readonly includeObject: string;
}

export const plain: Representation = { format: 'json', pretty: false, transform: undefined };

/**
 * What the client accepts, of what this server writes: JSON and YAML. Throws 406.
 *
 * Source: kubernetes v1.37 apiserver pkg/endpoints/handlers/negotiation/negotiate.go
 */
export function negotiate(
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
  route: Route,
): Representation {
  const accept = headers.accept ?? '';
  requireProduced(accept, route.produces);
  const pretty = isPretty(query, headers['user-agent'] ?? '');
  if (accept === '' || route.transforms === undefined) return { ...plain, pretty };
  for (const clause of readClauses(accept)) {
    const format = route.isText === true ? 'json' : formatOf(clause.type);
    if (format === undefined) continue;
    const transform = readTransform(clause.parameters, query, route);
    if (transform === 'refused') continue;
    return { format, pretty: pretty || clause.parameters.get('pretty') === '1', transform };
  }
  const known = ['application/json', 'application/yaml'];
  const others = /protobuf/.test(accept) ? [] : ['application/vnd.kubernetes.protobuf'];
  const list = [...known, ...others].join(', ');
  throw new ApiError(406, 'NotAcceptable', `only the following media types are accepted: ${list}`);
}

/** Source: go-restful v3 mime.go, route.go matchesAccept */
function requireProduced(accept: string, produces: readonly string[]): void {
  const wanted = accept === '' ? ['*/*'] : accept.split(',').map(withoutParameters);
  if (produces.includes('*/*') || wanted.some((type) => type === '*/*' || produces.includes(type))) return;
  const text = `406: Not Acceptable\n\nAvailable representations: ${produces.join(', ')}`;
  throw new ApiError(406, 'NotAcceptable', text, {});
}

function withoutParameters(type: string): string {
  return (type.split(';')[0] ?? '').trim();
}

interface Clause {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The best first. */
function readClauses(accept: string): Clause[] {
  return accept
    .split(',')
    .map((text) => {
      const [type = '', ...rest] = text.split(';').map((part) => part.trim());
      const parameters = new Map(
        rest.map((part) => part.split('=') as [string, string?]).map(([key, value = '']) => [key, value]),
      );
      return { type, parameters, quality: Number(parameters.get('q') ?? 1) };
    })
    .sort((one, other) => other.quality - one.quality);
}

function formatOf(type: string): Representation['format'] | undefined {
  if (type === 'application/json' || type === 'application/*' || type === '*/*') return 'json';
  return type === 'application/yaml' ? 'yaml' : undefined;
}

function readTransform(
  parameters: Clause['parameters'],
  query: URLSearchParams,
  { transforms }: Route,
): Transform | undefined | 'refused' {
  const [kind, group, version] = ['as', 'g', 'v'].map((key) => parameters.get(key));
  if (kind === undefined && group === undefined && version === undefined) return undefined;
  // who asks for it reads it from the header
  if (transforms === 'discovery') return group === 'apidiscovery.k8s.io' ? undefined : 'refused';
  if (group !== 'meta.k8s.io' || (version !== 'v1' && version !== 'v1beta1')) return 'refused';
  if (kind === 'Table' && transforms !== 'all') return 'refused';
  if (kind !== 'Table' && kind !== 'PartialObjectMetadata' && kind !== 'PartialObjectMetadataList')
    return 'refused';
  return { kind, apiVersion: `${group}/${version}`, includeObject: query.get('includeObject') ?? '' };
}

/** People read what these ask for. */
function isPretty(query: URLSearchParams, userAgent: string): boolean {
  const asked = query.get('pretty') ?? '';
  return asked === '' ? /^(curl|Wget|Mozilla\/5\.0)/.test(userAgent) : isTrue(asked);
}
